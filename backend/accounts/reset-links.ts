import type { Transaction } from 'objection';
import type { Reset, ResetLink } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { instant } from '../models/instant.sql.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs, userTransaction } from '../postgres/user-transaction.ts';
import { choosePassword } from './choose-password.ts';
import { replacePassword } from './replace-password.ts';
import { parseResetToken, writeResetToken } from './reset-token.ts';
import { hashSecret, newSecret } from './secrets.ts';

export const RESET_MINUTES = 60;

const MAKE_LINK = `
insert into reset_links (user_id, hash, expires_at) values (?, ?, now() + interval '${RESET_MINUTES} minutes')
returning ${instant('expires_at')} as "expiresAt"`;

/** Of a link that is good: whose it is, because a password must not be like the address. */
const READ_LINK = `
select u.email from reset_links l join users u on u.id = l.user_id
where l.user_id = $1 and l.hash = $2 and l.expires_at > now() and u.id = $1`;

const USE_LINK = 'delete from reset_links where user_id = ? and hash = ? and expires_at > now() returning user_id';

/**
 * Makes a link by which an account's owner chooses a new password, in the account's own transaction. What comes back is the only time
 * that its token is seen. Links before it stay good until one is used.
 */
export async function makeResetLink(trx: Transaction, { id }: Owner, publicUrl: string): Promise<ResetLink> {
  const secret = newSecret();
  const token = writeResetToken({ userId: id, secret });
  await trx('reset_links').where('user_id', id).where('expires_at', '<', trx.raw('now()')).delete();
  const { rows } = await trx.raw<{ rows: [{ expiresAt: string }] }>(MAKE_LINK, [id, hashSecret(secret)]);
  // In the fragment, which reaches no server and no log.
  return { token, link: `${publicUrl}/#/reset?token=${token}`, expiresAt: rows[0].expiresAt };
}

/** Chooses a new password with a link's token, once. Throws `link_invalid`, `rate_limited`, or `invalid_input` for a password that is too common. */
export async function reset(database: Database, { token, password }: Reset): Promise<void> {
  const refused = new ProblemError('link_invalid', { detail: 'Ask whoever runs the server for another link.' });
  const parsed = parseResetToken(token);
  if (parsed === undefined) throw refused;
  const { userId: id, secret } = parsed;
  const hash = hashSecret(secret);
  const { rows } = await queryAs<{ email: string }>(database, id, { name: 'read-reset-link', text: READ_LINK, values: [id, hash] });
  if (rows[0] === undefined) throw refused;
  // Before the link is used up: a password that is refused may be tried again.
  const passwordHash = await choosePassword(password, rows[0].email);
  await userTransaction(database, id, async (trx) => {
    const used = await trx.raw<{ rows: unknown[] }>(USE_LINK, [id, hash]);
    if (used.rows.length === 0) throw refused;
    await replacePassword(trx, { id }, passwordHash);
  });
}
