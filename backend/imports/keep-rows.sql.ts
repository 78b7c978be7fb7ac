import { SAVED_COLUMNS } from '../applications/saved-columns.sql.ts';

/** Columns of `applications` beside the owner, each with its type: what a chunk carries for each. A backup also has what time has made of a row. */
const APPLICATION = {
  id: 'uuid',
  change_number: 'bigint',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  deleted_at: 'timestamptz',
  outcome: 'text',
  ...SAVED_COLUMNS,
} as const;
const EVENT = {
  id: 'uuid',
  application_id: 'uuid',
  change_number: 'bigint',
  at: 'timestamptz',
  kind: 'text',
  by: 'text',
  before: 'jsonb',
  after: 'jsonb',
} as const;
const SNAPSHOT = { id: 'uuid', application_id: 'uuid', captured_at: 'timestamptz', content_hash: 'text', text: 'text' } as const;
const ROW = {
  row_number: 'integer',
  verdict: 'text',
  application_id: 'uuid',
  change_number: 'bigint',
  title: 'text',
  company: 'text',
  problems: 'jsonb',
  extra: 'jsonb',
} as const;

type Values<Columns> = { [Column in keyof Columns]: unknown };
export type ApplicationValues = Values<typeof APPLICATION>;
export type EventValues = Values<typeof EVENT>;
export type SnapshotValues = Values<typeof SNAPSHOT>;
export type RowValues = Values<typeof ROW>;

const namesOf = (columns: Record<string, string>): string => Object.keys(columns).join(', ');
const given = (parameter: string, columns: Record<string, string>): string =>
  `json_to_recordset(${parameter}::json) as g (${Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')})`;
const REPLACED = Object.keys(APPLICATION).filter((name) => name !== 'id');

/**
 * One chunk of an import: `$1` the user, `$2` the import, then applications, events, snapshots and rows as JSON arrays. Not COPY: that does
 * not work under row-level security. The only applications that are there already are those that an undone import left in the trash: they
 * begin anew, and keep the events of their earlier life, which is why the same events may come again.
 */
export const KEEP_ROWS = `
with made as (
  insert into applications (user_id, ${namesOf(APPLICATION)})
  select $1::uuid, ${namesOf(APPLICATION)} from ${given('$3', APPLICATION)}
  on conflict (user_id, id) do update set ${REPLACED.map((name) => `${name} = excluded.${name}`).join(', ')}
), told as (
  insert into events (user_id, ${namesOf(EVENT)})
  select $1::uuid, ${namesOf(EVENT)} from ${given('$4', EVENT)}
  on conflict (user_id, id) do nothing
), kept as (
  insert into snapshots (user_id, ${namesOf(SNAPSHOT)})
  select $1::uuid, ${namesOf(SNAPSHOT)} from ${given('$5', SNAPSHOT)}
  on conflict (user_id, id) do nothing
)
insert into import_rows (user_id, import_id, ${namesOf(ROW)})
select $1::uuid, $2::uuid, ${namesOf(ROW)} from ${given('$6', ROW)}`;
