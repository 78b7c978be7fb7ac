import { v7 } from 'uuid';
import type { Application, Event } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import type { Statement } from '../postgres/one-trip.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs } from '../postgres/user-transaction.ts';
import { applicationJson } from './application-json.sql.ts';
import { CHANGED_COLUMNS, columnsOf, type FieldValues } from './fields.ts';
import { lockUser } from './lock-user.ts';

/** What to write into one application, decided on the state it had at change number `seen`. */
export interface PlannedChange {
  id: string;
  seen: number;
  kind: Event['kind'];
  before: FieldValues;
  after: FieldValues;
}

/**
 * Writes changes that were planned on what an earlier statement read, all of them or none: none where one of the applications has
 * changed since (`stale`), and then it takes no change number. Runs under the user's lock, so between its look and its commit nobody else
 * writes. A column that does not change is set to itself: a long description stays where it is.
 */
const WRITE = `
with planned as (
  select * from jsonb_to_recordset($2::jsonb)
    as p (n int, id uuid, seen bigint, event_id uuid, kind text, before jsonb, after jsonb, columns jsonb)
), stale as (
  select from planned p
  where not exists (select from applications a where a.user_id = $1 and a.id = p.id and a.change_number = p.seen)
), numbered as (
  update users set change_number = change_number + (select count(*) from planned)
  where id = $1 and not exists (select from stale)
  returning change_number - (select count(*) from planned) as first, clock_timestamp() as at
), changed as (
  update applications a set change_number = numbered.first + p.n, updated_at = numbered.at,
    ${CHANGED_COLUMNS.map((name) => `${name} = case when p.columns ? '${name}' then c.${name} else a.${name} end`).join(', ')}
  from numbered, planned p, lateral jsonb_populate_record(null::applications, p.columns) c
  where a.user_id = $1 and a.id = p.id
  returning a.*
), told as (
  insert into events (user_id, id, application_id, change_number, at, kind, by, before, after)
  select $1, p.event_id, p.id, numbered.first + p.n, numbered.at, p.kind, $3::text, p.before, p.after from planned p, numbered
)`;

const WRITE_ONE = `${WRITE} select ${applicationJson('changed')}::text as application from changed`;
const WRITE_MANY = `${WRITE} select count(*)::int as written from changed`;

function planValues(user: SignedInUser, changes: readonly PlannedChange[]): unknown[] {
  const plan = changes.map(({ id, seen, kind, before, after }, index) => {
    return { n: index + 1, id, seen, event_id: v7(), kind, before, after, columns: columnsOf(after) };
  });
  return [user.id, JSON.stringify(plan), user.device];
}

/**
 * Writes one change with its event, in one trip, and whatever is written `beside` it. Answers with the application, or with `undefined`
 * where it has changed meanwhile.
 */
export async function writeChange(
  database: Database,
  user: SignedInUser,
  change: PlannedChange,
  beside: readonly Statement[] = [],
): Promise<PreparedJson<Application> | undefined> {
  const statement = { name: 'write-change', text: WRITE_ONE, values: planValues(user, [change]) };
  const [, { rows }] = await queryAllAs<[object, { application: string }]>(database, user.id, [lockUser(user), statement, ...beside]);
  const [row] = rows;
  return row === undefined ? undefined : new PreparedJson(row.application);
}

/** The statements that write many changes, each with its event; the second answers how many were `written`: all, or none. */
export function writeManyStatements(user: SignedInUser, changes: readonly PlannedChange[]): [Statement, Statement] {
  return [lockUser(user), { name: 'write-changes', text: WRITE_MANY, values: planValues(user, changes) }];
}

/** Each failure means that another writer got through: so many in a row are no coincidence but a flood. */
const MAX_ATTEMPTS = 100;

/**
 * Repeats reading, planning and writing until nobody wrote between: `attempt` answers `undefined` where somebody did. Reading without a
 * lock is what lets a change be two trips to the database instead of ten.
 */
export async function untilWritten<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let n = 0; n < MAX_ATTEMPTS; n += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new ProblemError('unavailable', { detail: 'Others change it faster than this can be done.', retryAfterSeconds: 1 });
}
