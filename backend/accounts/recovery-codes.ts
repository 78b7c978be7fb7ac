import { NIL } from 'uuid';
import type { Recover, RecoveryCodes, RecoveryCodesLeft } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs, userTransaction } from '../postgres/user-transaction.ts';
import { choosePassword } from './choose-password.ts';
import { confirmPassword } from './confirm-password.ts';
import { holdPassword } from './hold-password.ts';
import { readAccount } from './read-account.ts';
import { replacePassword } from './replace-password.ts';
import { hashWrittenCode, newWrittenCode } from './written-code.ts';

const CODES = 10;
/** 80 random bits each. */
const GROUPS = 4;

/** Makes ten codes in place of those before. What comes back is the only time that they are seen. Throws `wrong_credentials`, `rate_limited`. */
export async function makeRecoveryCodes(database: Database, user: Owner, password: string): Promise<RecoveryCodes> {
  const passwordHash = await confirmPassword(database, user, password);
  const codes = Array.from({ length: CODES }, () => newWrittenCode(GROUPS));
  await userTransaction(database, user.id, async (trx) => {
    // Who asks twice at once gets one of the two lists, not both: the second waits here, and then sees the first's.
    await holdPassword(trx, user, passwordHash, 'alone');
    await trx('recovery_codes').where('user_id', user.id).delete();
    await trx('recovery_codes').insert(codes.map((code) => ({ user_id: user.id, hash: hashWrittenCode(code) })));
  });
  return { codes };
}

/** How many codes have not been used. */
export async function countRecoveryCodes(database: Database, { id }: Owner): Promise<RecoveryCodesLeft> {
  const { rows } = await queryAs<RecoveryCodesLeft>(database, id, {
    name: 'count-recovery-codes',
    text: 'select count(*)::int as left from recovery_codes where user_id = $1',
    values: [id],
  });
  return rows[0] ?? { left: 0 };
}

/**
 * Chooses a new password with a code, which is used up. Throws `wrong_credentials` for an unknown address, a wrong or used code and a
 * disabled account alike, after the same work; `rate_limited`; `invalid_input` for a password that is too common.
 */
export async function recover(database: Database, { email, code, password }: Recover): Promise<void> {
  const passwordHash = await choosePassword(password, email);
  const account = await readAccount(database, email);
  const isKnown = account !== undefined && !account.disabled;
  const id = isKnown ? account.id : NIL;
  await userTransaction(database, id, async (trx) => {
    const used = await trx('recovery_codes')
      .where({ user_id: id, hash: hashWrittenCode(code) })
      .delete();
    if (used === 0) {
      throw new ProblemError('wrong_credentials', { detail: 'The e-mail address or the code is wrong, or the code was used before.' });
    }
    await replacePassword(trx, { id }, passwordHash, { keepsCodes: true });
  });
}
