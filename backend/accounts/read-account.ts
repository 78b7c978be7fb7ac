import type { User } from '../../contract/index.ts';
import { instant } from '../models/instant.sql.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs } from '../postgres/user-transaction.ts';

/** An account as it is found by its address, before anybody has proved to own it. */
export interface Account extends User {
  passwordHash: string;
  disabled: boolean;
}

const READ_ACCOUNT = `
select id, email, name, role, ${instant('created_at')} as "createdAt", password_hash as "passwordHash", disabled_at is not null as disabled
from users where lower(email) = lower($1)`;

/** Nobody is signed in yet: the transaction acts for no user, and a policy of its own shows it the row of this one address. */
export async function readAccount(database: Database, email: string): Promise<Account | undefined> {
  const [, { rows }] = await queryAllAs<[object, Account]>(database, '', [
    { name: 'set-sign-in', text: `select set_config('app.sign_in_email', $1, true)`, values: [email] },
    { name: 'read-account', text: READ_ACCOUNT, values: [email] },
  ]);
  return rows[0];
}
