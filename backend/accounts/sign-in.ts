import type { SignIn, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { instant } from '../models/instant.sql.ts';
import { UserModel } from '../models/user-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs, userTransaction } from '../postgres/user-transaction.ts';
import type { Accounts } from './accounts.ts';
import { hashPassword, isOutdated, verifyPassword } from './passwords.ts';
import { startSession, type StartedSession } from './start-session.ts';

interface Account extends User {
  passwordHash: string;
  disabled: boolean;
}

const READ_ACCOUNT = `
select id, email, name, role, ${instant('created_at')} as "createdAt", password_hash as "passwordHash", disabled_at is not null as disabled
from users where lower(email) = lower($1)`;

/** Nobody is signed in yet: the transaction acts for no user, and a policy of its own shows it the row of this one address. */
async function readAccount(database: Database, email: string): Promise<Account | undefined> {
  const [, { rows }] = await queryAllAs<[object, Account]>(database, '', [
    { name: 'set-sign-in', text: `select set_config('app.sign_in_email', $1, true)`, values: [email] },
    { name: 'read-account', text: READ_ACCOUNT, values: [email] },
  ]);
  return rows[0];
}

/**
 * Signs a device in. Throws `wrong_credentials` for an unknown address, a wrong password and a disabled account alike, after the same
 * work.
 */
export async function signIn({ database, tokens }: Accounts, { email, password, device, keep }: SignIn): Promise<StartedSession> {
  const account = await readAccount(database, email);
  const isRight = await verifyPassword(account?.passwordHash, password);
  if (account === undefined || !isRight || account.disabled) throw new ProblemError('wrong_credentials');
  const passwordHash = isOutdated(account.passwordHash) ? await hashPassword(password) : undefined;
  return userTransaction(database, account.id, async (trx) => {
    if (passwordHash !== undefined) await UserModel.query(trx).findById(account.id).patch({ passwordHash });
    return startSession(trx, tokens, account, { label: device, keep });
  });
}
