import type { Knex } from 'knex';
import * as createTables from './0001-create-tables.ts';
import * as accounts from './0002-accounts.ts';
import * as eventsByChange from './0003-events-by-change.ts';
import * as imports from './0004-imports.ts';
import * as rateLimits from './0005-rate-limits.ts';
import * as searchText from './0006-search-text.ts';
import * as searchInOrder from './0007-search-in-order.ts';

/** One step of the schema. `name` is kept in every database: it never changes once released. */
export type Migration = {
  name: string;
  up: (knex: Knex) => Promise<void>;
  down: (knex: Knex) => Promise<void>;
  /** What the version before does not use any more and this one removes: a table, or `table.column` (see compatibility.ts). */
  removes?: readonly string[];
};

/**
 * Every migration, oldest first; append only. Each runs in a transaction of its own. A new table may be read and written by the
 * application's role at once (default privileges): a migration revokes what is too much.
 */
export const migrations: readonly Migration[] = [
  { name: '0001-create-tables', up: createTables.up, down: createTables.down },
  { name: '0002-accounts', up: accounts.up, down: accounts.down },
  { name: '0003-events-by-change', up: eventsByChange.up, down: eventsByChange.down },
  { name: '0004-imports', up: imports.up, down: imports.down },
  { name: '0005-rate-limits', up: rateLimits.up, down: rateLimits.down },
  { name: '0006-search-text', up: searchText.up, down: searchText.down },
  { name: '0007-search-in-order', up: searchInOrder.up, down: searchInOrder.down },
];
