import { raw, type Transaction } from 'objection';
import { v7 } from 'uuid';
import type { ApiToken, ApiTokens, MadeApiToken, NewApiToken } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { ApiTokenModel } from '../models/api-token-model.ts';
import { instant } from '../models/instant.sql.ts';
import type { Owner } from '../models/owned-model.ts';
import { SessionModel } from '../models/session-model.ts';
import { UserModel } from '../models/user-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs, userTransaction } from '../postgres/user-transaction.ts';
import { writeApiToken } from './api-token.ts';
import { hashSecret, newSecret } from './secrets.ts';
import type { SignedInDevice } from './signed-in-user.ts';

/** Alive at once in one account. Who needs more than one for each of his programs is no person. */
export const MAX_TOKENS = 50;
/** So long one that has expired stays in the list, to tell why a program stopped. */
const REMEMBERED_DAYS = 30;

const COLUMNS = `id, name, scopes, ${instant('created_at')} as "createdAt", ${instant('expires_at')} as "expiresAt",
  ${instant('last_used_at')} as "lastUsedAt"`;
const LIST_TOKENS = `
select ${COLUMNS} from api_tokens
where user_id = $1 and expires_at > now() - interval '${REMEMBERED_DAYS} days'
order by created_at desc, id desc
limit 500`;

/** The tokens of an account, newest first; of more than 500 (expired ones), those. */
export async function listApiTokens(database: Database, { id }: Owner): Promise<ApiTokens> {
  const { rows } = await queryAs<ApiToken>(database, id, { name: 'list-api-tokens', text: LIST_TOKENS, values: [id] });
  return { items: rows };
}

/**
 * Makes room among the tokens for one more. Throws `too_many_tokens`, and `user_disabled` or `session_revoked` where the account was
 * locked, or the session ended, a moment ago: a lock and a new password end its tokens, and there shall be none that they missed. Whoever
 * makes another, locks, or changes the password at once waits for this transaction.
 */
async function makeRoom(trx: Transaction, owner: SignedInDevice): Promise<void> {
  const user = await UserModel.query(trx).findById(owner.id).select('disabled_at').forNoKeyUpdate();
  if (user?.disabledAt) throw new ProblemError('user_disabled');
  const session = await SessionModel.ownedBy(owner, trx).where('id', owner.sessionId).whereNull('revoked_at').resultSize();
  if (session === 0) throw new ProblemError('session_revoked');
  await ApiTokenModel.ownedBy(owner, trx).whereRaw(`expires_at < now() - interval '${REMEMBERED_DAYS} days'`).delete();
  const alive = await ApiTokenModel.ownedBy(owner, trx).where('expires_at', '>', raw('now()')).resultSize();
  if (alive >= MAX_TOKENS) throw new ProblemError('too_many_tokens');
}

/** Makes a token; only now it can be shown. Throws `too_many_tokens`, `user_disabled` or `session_revoked`. */
export async function createApiToken(
  database: Database,
  owner: SignedInDevice,
  { name, scopes, expiresInDays }: NewApiToken,
): Promise<MadeApiToken> {
  const id = v7();
  const secret = newSecret();
  const item = await userTransaction(database, owner.id, async (trx) => {
    await makeRoom(trx, owner);
    const { rows } = await trx.raw<{ rows: [ApiToken] }>(
      `insert into api_tokens (user_id, id, name, hash, scopes, expires_at) values (?, ?, ?, ?, ?, now() + make_interval(days => ?)) returning ${COLUMNS}`,
      [owner.id, id, name, hashSecret(secret), scopes, expiresInDays],
    );
    return rows[0];
  });
  return { token: writeApiToken({ userId: owner.id, secret }), item };
}

/** Ends one token. Throws `not_found` for an id that is none of the account's tokens. */
export async function deleteApiToken(database: Database, owner: Owner, id: string): Promise<void> {
  await userTransaction(database, owner.id, async (trx) => {
    if ((await ApiTokenModel.ownedBy(owner, trx).where('id', id).delete()) === 0) throw new ProblemError('not_found');
  });
}
