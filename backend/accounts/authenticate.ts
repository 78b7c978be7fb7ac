import type { Context, Middleware } from 'koa';
import type { Endpoint, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { instant } from '../models/instant.sql.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import type { AccessTokens } from './access-token.ts';
import { parseApiToken, shownApiToken } from './api-token.ts';
import { hashSecret } from './secrets.ts';
import type { SignedInDevice, SignedInUser } from './signed-in-user.ts';

interface Row {
  email: string;
  name: string;
  role: User['role'];
  created: string;
  disabled: boolean;
  device: string;
}

const ACCOUNT = `u.email, u.name, u.role, ${instant('u.created_at')} as created, u.disabled_at is not null as disabled`;

const READ_SESSION = `
select ${ACCOUNT}, s.label as device,
  case when s.revoked_at is not null then coalesce(s.revoked_reason, 'revoked') when s.absolute_expires_at < now() then 'expired' end as revoked
from sessions s join users u on u.id = s.user_id
where s.user_id = $1 and s.id = $2 and u.id = $1`;

/** When it was used is written once in ten minutes, in the same statement: mostly this is one read, by a unique key. */
const READ_API_TOKEN = `
with used as (
  update api_tokens set last_used_at = now()
  where user_id = $1 and hash = $2 and expires_at > now() and (last_used_at is null or last_used_at < now() - interval '10 minutes')
)
select ${ACCOUNT}, t.name as device, t.scopes, t.expires_at <= now() as expired
from api_tokens t join users u on u.id = t.user_id
where t.user_id = $1 and t.hash = $2 and u.id = $1`;

function presentUser(id: string, { email, name, role, created: createdAt, device }: Row): SignedInUser {
  return { id, device, email, name, role, createdAt };
}

async function admitDevice(ctx: Context, database: Database, tokens: AccessTokens): Promise<SignedInDevice> {
  const { sub: id, sid: sessionId } = await tokens.check(ctx);
  const statement = { name: 'read-session', text: READ_SESSION, values: [id, sessionId] };
  const { rows } = await queryAs<Row & { revoked: string | null }>(database, id, statement);
  const [row] = rows;
  if (row === undefined) throw new ProblemError('session_revoked');
  if (row.disabled) throw new ProblemError('user_disabled');
  if (row.revoked !== null) throw new ProblemError(row.revoked === 'reused' ? 'session_reused' : 'session_revoked');
  return { ...presentUser(id, row), sessionId };
}

/** Throws `forbidden`, with what would be allowed, unless a token with `scopes` may call an endpoint of `scope`. */
function refuseBeyond(scopes: readonly string[], scope: Endpoint['scope']): void {
  if (scope === undefined || scopes.includes(scope)) return;
  const detail =
    scope === 'session'
      ? 'No API token may do this: sign in.'
      : `This API token may ${scopes.join(' and ')}. This needs one with the scope "${scope}".`;
  throw new ProblemError('forbidden', { detail });
}

async function admitApiToken(text: string, database: Database, { scope }: Endpoint): Promise<SignedInUser> {
  const token = parseApiToken(text);
  if (token === undefined) throw new ProblemError('token_invalid');
  const { userId: id } = token;
  const statement = { name: 'read-api-token', text: READ_API_TOKEN, values: [id, hashSecret(token.secret)] };
  const { rows } = await queryAs<Row & { scopes: string[]; expired: boolean }>(database, id, statement);
  const [row] = rows;
  if (row === undefined) throw new ProblemError('token_invalid');
  if (row.disabled) throw new ProblemError('user_disabled');
  if (row.expired) throw new ProblemError('token_expired');
  refuseBeyond(row.scopes, scope);
  return presentUser(id, row);
}

/**
 * Lets a request through whose access token is ours and whose session and account are alive at this moment, or whose personal API token
 * and account are, where the endpoint's scope is among the token's: signing out, ending a token and disabling work at once. One read by
 * key; if the database cannot answer, that is a 503 and nobody is signed out. An administrator's endpoint also asks for the role, as it
 * is now.
 */
export function authenticate(database: Database, tokens: AccessTokens, endpoint: Endpoint): Middleware {
  return async (ctx, next) => {
    const shown = shownApiToken(ctx.get('Authorization'));
    const user = await (shown === undefined ? admitDevice(ctx, database, tokens) : admitApiToken(shown, database, endpoint));
    if (endpoint.access === 'administrator' && user.role !== 'administrator') throw new ProblemError('forbidden');
    ctx.state.signedIn = user;
    await next();
  };
}
