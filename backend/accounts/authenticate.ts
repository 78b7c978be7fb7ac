import type { Middleware } from 'koa';
import type { Endpoint, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import type { AccessTokens } from './access-token.ts';
import { instant } from '../models/instant.sql.ts';

interface SessionRow {
  email: string;
  name: string;
  role: User['role'];
  created: string;
  disabled: boolean;
  revoked: string | null;
  device: string;
}

const READ_SESSION = `
select u.email, u.name, u.role, ${instant('u.created_at')} as created, u.disabled_at is not null as disabled, s.label as device,
  case when s.revoked_at is not null then coalesce(s.revoked_reason, 'revoked') when s.absolute_expires_at < now() then 'expired' end as revoked
from sessions s join users u on u.id = s.user_id
where s.user_id = $1 and s.id = $2 and u.id = $1`;

/**
 * Lets a request through whose access token is ours and whose session and account are alive at this moment: signing out and disabling
 * work at once. One read by primary key; if the database cannot answer, that is a 503 and nobody is signed out.
 * An administrator's endpoint also asks for the role, as it is now.
 */
export function authenticate(database: Database, tokens: AccessTokens, { access }: Endpoint): Middleware {
  return async (ctx, next) => {
    const { sub: id, sid: sessionId } = await tokens.check(ctx);
    const { rows } = await queryAs<SessionRow>(database, id, { name: 'read-session', text: READ_SESSION, values: [id, sessionId] });
    const [row] = rows;
    if (row === undefined) throw new ProblemError('session_revoked');
    if (row.disabled) throw new ProblemError('user_disabled');
    if (row.revoked !== null) throw new ProblemError(row.revoked === 'reused' ? 'session_reused' : 'session_revoked');
    if (access === 'administrator' && row.role !== 'administrator') throw new ProblemError('forbidden');
    const { email, name, role, created: createdAt, device } = row;
    ctx.state.signedIn = { id, sessionId, device, email, name, role, createdAt };
    await next();
  };
}
