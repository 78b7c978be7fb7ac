import { readAccount, type Account } from '../accounts/read-account.ts';
import { chooseRole } from '../postgres/app-role.ts';
import { isMigrated } from '../postgres/migrate.ts';
import { createDatabase, LEAST_CONNECTIONS, type Database } from '../postgres/pools.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import type { OpenDatabase } from './open-database.ts';

async function withDatabase<T>(url: string, role: string | undefined, work: (database: Database) => Promise<T>): Promise<T> {
  const database = createDatabase({ url, connections: LEAST_CONNECTIONS, ...(role === undefined ? {} : { role }) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Runs `work` on the accounts in a database, as the server does: bound by row-level security. Throws a StartupProblem for a database
 * that is not at this version yet.
 */
export async function useAccounts<T>({ ownerUrl }: Pick<OpenDatabase, 'ownerUrl'>, work: (database: Database) => Promise<T>): Promise<T> {
  // First, and as the owner: in an empty database there is nothing yet that another role could be tried on.
  if (!(await withDatabase(ownerUrl, undefined, ({ knex }) => isMigrated(knex)))) {
    throw new StartupProblem(
      'The database is empty, or of an older version: npm run admin -- migrate brings it up to date, as a start does.',
    );
  }
  const { role } = await chooseRole(ownerUrl);
  return withDatabase(ownerUrl, role, work);
}

/** `useAccounts` for the one of an address, however that is capitalised. Throws a StartupProblem where there is none. */
export async function useAccount(
  opened: Pick<OpenDatabase, 'ownerUrl'>,
  email: string,
  work: (database: Database, account: Account) => Promise<void>,
): Promise<void> {
  await useAccounts(opened, async (database) => {
    const account = await readAccount(database, email.trim());
    if (account === undefined) throw new StartupProblem(`Nobody has an account here as "${email}". See: npm run admin -- list-users`);
    await work(database, account);
  });
}
