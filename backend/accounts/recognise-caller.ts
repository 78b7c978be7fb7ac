import type { Context } from 'koa';
import type { QueryResultRow } from 'pg';
import type { Endpoint, ProblemCode, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { instant } from '../models/instant.sql.ts';
import { isRefusal, type Statement } from '../postgres/one-trip.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs, type Answers } from '../postgres/user-transaction.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-token.ts';
import { parseApiToken, shownApiToken } from './api-token.ts';
import { hashSecret } from './secrets.ts';
import type { SignedInDevice, SignedInUser } from './signed-in-user.ts';

declare module 'koa' {
  interface DefaultState {
    /** Whose request it is, once that is known. */
    signedIn?: SignedInUser | SignedInDevice;
  }
}

/** Who asks, as far as the request itself says: its token is ours. Whether session or token, and account, are alive is not known yet. */
export interface Caller {
  /** The account's. */
  id: string;
  /** Reads whether the caller may ask, at this moment, and who it is. Throws the problem where not. */
  admit(): Promise<SignedInUser | SignedInDevice>;
  /**
   * The same, and `statements` in the same transaction and the same trip to the database. Of a caller who may not ask nothing is read and
   * nothing written; the problem is thrown then, before anything that is wrong with the statements.
   */
  query<Rows extends readonly QueryResultRow[]>(statements: readonly Statement[]): Promise<Answers<Rows>>;
}

/** Of who may not ask, everything but `refusal` may be null. */
interface Row {
  email: string;
  name: string;
  role: User['role'];
  created: string;
  device: string;
  scopes?: string[];
  refusal: ProblemCode | null;
}

const ACCOUNT = `u.email, u.name, u.role, ${instant('u.created_at')} as created`;

/**
 * SQL that says who asks, in one row, with why they may not. What refuses is what is answered: where there is a refusal, the transaction
 * acts for nobody from here on, and row-level security keeps whatever follows in it from finding or writing a row. `app.device` is what
 * events in this transaction name as who did it.
 */
const admission = (found: string, absent: ProblemCode): string => `
select who.*, set_config('app.user_id', case when refusal is null then ($1::uuid)::text else '' end, true) as "actsFor",
  set_config('app.device', coalesce(device, ''), true) as "actsAs"
from (
  select found.*, case when found.email is null then '${absent}' else found.refused end as refusal
  from (values (true)) one left join (${found}) found on true
) who`;

/**
 * A renewed session is written to be in use once, at the first request with an access token ($3: when that was issued) of the renewal:
 * before, its reply may have come to nobody, and `refresh` gives it again.
 */
const READ_SESSION = `
with used as (
  update sessions set last_used_at = clock_timestamp()
  where user_id = $1 and id = $2 and revoked_at is null and previous_hash is not null
    and last_used_at <= rotated_at and to_timestamp($3) >= date_trunc('second', rotated_at)
)
${admission(
  `select ${ACCOUNT}, s.label as device,
    case when u.disabled_at is not null then 'user_disabled'
      when s.revoked_at is not null and s.revoked_reason = 'reused' then 'session_reused'
      when s.revoked_at is not null or s.absolute_expires_at < now() then 'session_revoked' end as refused
  from sessions s join users u on u.id = s.user_id
  where s.user_id = $1 and s.id = $2 and u.id = $1`,
  'session_revoked',
)}`;

/** When it was used is written once in ten minutes, in the same statement: mostly this is one read, by a unique key. */
const READ_API_TOKEN = `
with used as (
  update api_tokens set last_used_at = now()
  where user_id = $1 and hash = $2 and expires_at > now() and (last_used_at is null or last_used_at < now() - interval '10 minutes')
)
${admission(
  `select ${ACCOUNT}, t.name as device, t.scopes,
    case when u.disabled_at is not null then 'user_disabled'
      when t.expires_at <= now() then 'token_expired'
      when not $3::text = any (t.scopes) then 'forbidden' end as refused
  from api_tokens t join users u on u.id = t.user_id
  where t.user_id = $1 and t.hash = $2 and u.id = $1`,
  'token_invalid',
)}`;

/** What a caller showed: the account it says, what reads whether that is so, and the session where it is a device. */
interface Shown {
  id: string;
  statement: Statement;
  sessionId?: string;
}

async function readToken(ctx: Context, tokens: AccessTokens, { scope }: Endpoint): Promise<Shown> {
  const shown = shownApiToken(ctx.get('Authorization'));
  if (shown === undefined) {
    const { sub: id, sid: sessionId, exp } = await tokens.check(ctx);
    const statement = { name: 'read-session', text: READ_SESSION, values: [id, sessionId, exp - ACCESS_TOKEN_SECONDS] };
    return { id, sessionId, statement };
  }
  const token = parseApiToken(shown);
  if (token === undefined) throw new ProblemError('token_invalid');
  const { userId: id } = token;
  return { id, statement: { name: 'read-api-token', text: READ_API_TOKEN, values: [id, hashSecret(token.secret), scope ?? null] } };
}

/** What is refused; where it is the token's scope, with what would be allowed. */
function problemFor(refusal: ProblemCode, { scopes = [] }: Row, { scope }: Endpoint): ProblemError {
  if (refusal !== 'forbidden') return new ProblemError(refusal);
  const detail =
    scope === 'session'
      ? 'No API token may do this: sign in.'
      : `This API token may ${scopes.join(' and ')}. This needs one with the scope "${scope}".`;
  return new ProblemError('forbidden', { detail });
}

/**
 * Who makes a request to `endpoint`: the bearer of an access token, or of a personal API token. Throws `unauthenticated`, `token_expired` or
 * `token_invalid` where the token itself says enough, and reads nothing then. Whoever is admitted is noted in `ctx.state.signedIn`.
 */
export async function recogniseCaller(ctx: Context, database: Database, tokens: AccessTokens, endpoint: Endpoint): Promise<Caller> {
  const { id, statement, sessionId } = await readToken(ctx, tokens, endpoint);

  const admitRow = (row: Row | undefined): SignedInUser | SignedInDevice => {
    if (row === undefined) throw new Error('Nothing said whether a caller may ask.');
    if (row.refusal !== null) throw problemFor(row.refusal, row, endpoint);
    const { device, email, name, role, created: createdAt } = row;
    const user = { id, device, email, name, role, createdAt, ...(sessionId === undefined ? {} : { sessionId }) };
    ctx.state.signedIn = user;
    return user;
  };
  const admit = async (): Promise<SignedInUser | SignedInDevice> => {
    const [{ rows }] = await queryAllAs<[Row & QueryResultRow]>(database, id, [statement]);
    return admitRow(rows[0]);
  };

  return {
    id,
    admit,
    async query<Rows extends readonly QueryResultRow[]>(statements: readonly Statement[]) {
      try {
        const [who, ...answers] = await queryAllAs<QueryResultRow[]>(database, id, [statement, ...statements]);
        admitRow(who?.rows[0] as Row | undefined);
        return answers as Answers<Rows>;
      } catch (error) {
        // What a statement complains of is nobody's business before it is known that the caller may ask.
        if (isRefusal(error)) await admit();
        throw error;
      }
    },
  };
}
