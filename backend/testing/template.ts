/** The migrated database every test database is copied from. */
export const TEMPLATE = 'tpl';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The run's PostgreSQL: its superuser's url on the database "postgres". */
    postgresUrl: string;
    /** The tables of users' rows, as the migrations made them. */
    tenantTables: string[];
  }
}
