import { Client } from 'pg';
import { StartupProblem } from './startup-problem.ts';

/** The role the application works as: neither owner of the tables nor superuser, so row-level security always holds for it. */
export const APP_ROLE = 'jackdaw_app';

/** `role` is what `createDatabase` takes; `warning` is for the person who runs the server. */
export type ChosenRole = { role?: string; warning?: string };

type Powers = { user: string; exempt: boolean; roleIsThere: boolean; roleIsExempt: boolean };

const POWERS = `
  select current_user as "user",
    (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as exempt,
    coalesce((select true from pg_roles where rolname = '${APP_ROLE}'), false) as "roleIsThere",
    coalesce((select rolsuper or rolbypassrls from pg_roles where rolname = '${APP_ROLE}'), false) as "roleIsExempt"`;

/** Whether the url's user may become the role, and the role may use the tables (it may have been made after them, by someone else). */
async function works(client: Client): Promise<boolean> {
  try {
    await client.query(`begin; set local role ${APP_ROLE}; select from knex_migrations limit 1; select from users limit 1; rollback`);
    return true;
  } catch {
    await client.query('rollback');
    return false;
  }
}

/**
 * Decides who serves requests on the database at `url`, which is migrated: the application's role where the url's user may become it.
 * Where not (a managed server that makes no roles), the url's user itself, with a warning: row-level security is forced, so it holds
 * for a table's owner too. Throws a StartupProblem for a user whom no row-level security binds and who cannot become one it binds.
 */
export async function chooseRole(url: string): Promise<ChosenRole> {
  const client = new Client({ connectionString: url, application_name: 'jackdaw-start', connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the query that is waiting reports it
  await client.connect();
  try {
    const { rows } = await client.query<Powers>(POWERS);
    const powers = rows[0];
    if (powers === undefined) throw new Error('PostgreSQL does not know its own user.');
    if (powers.roleIsThere && !powers.roleIsExempt && (await works(client))) return { role: APP_ROLE };
    if (powers.exempt) {
      throw new StartupProblem(
        `The database user "${powers.user}" is exempt from row-level security and cannot become "${APP_ROLE}": let DATABASE_URL name another user, or create and grant that role.`,
      );
    }
    return {
      warning: `Requests are served as the tables' owner "${powers.user}", bound by row-level security only because it is forced. To keep them apart: create role ${APP_ROLE}; grant ${APP_ROLE} to "${powers.user}"; and grant it the tables.`,
    };
  } finally {
    await client.end();
  }
}
