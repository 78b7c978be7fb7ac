import type { Knex } from 'knex';

/*
 * What an import made of a file, so that it can be looked at and undone as a whole. A dialect is any word: they come with versions of the
 * contract, and an older one's imports stay. The application has no foreign key: an import remembers it whatever becomes of it.
 */
const TABLES = `
create table imports (
  user_id uuid not null references users (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  by text not null,
  dialect text not null,
  file_name text not null default '',
  row_count integer not null,
  created_count integer not null,
  undone_at timestamptz,
  removed_count integer,
  primary key (user_id, id),
  constraint imports_undone check ((undone_at is null) = (removed_count is null)),
  constraint imports_removed check (removed_count between 0 and created_count)
);
create index imports_newest on imports (user_id, at, id);

create table import_rows (
  user_id uuid not null,
  import_id uuid not null,
  -- As a spreadsheet numbers rows.
  row_number integer not null,
  verdict text not null,
  application_id uuid,
  -- The application's change number as the import left it: another one later says that it was changed since.
  change_number bigint,
  -- And as an undo left it: while that is still its number, the row may be imported again.
  undone_number bigint,
  title text,
  company text,
  problems jsonb not null default '[]',
  -- Cells that no field took, by header.
  extra jsonb not null default '{}',
  primary key (user_id, import_id, row_number),
  foreign key (user_id, import_id) references imports (user_id, id) on delete cascade,
  constraint import_rows_created check ((verdict = 'new') = (change_number is not null))
);
create index import_rows_undone on import_rows (user_id, application_id, undone_number) where undone_number is not null;
`;

/** Which user a transaction acts for, as in 0001. */
const ACTING_USER = `nullif(current_setting('app.user_id', true), '')::uuid`;

const owned = (table: string) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_owner on ${table} using (user_id = ${ACTING_USER}) with check (user_id = ${ACTING_USER});
`;

/** Adds imports and their rows. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES + owned('imports') + owned('import_rows'));
}

/** Drops them: the applications stay, only their imports can no longer be undone. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table import_rows, imports');
}
