import type { Application, Event } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import { instant } from '../models/instant.sql.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import { applicationJson } from './application-json.sql.ts';

/** An application as it is, read without a lock, with what a change of it has to know. */
export interface Loaded {
  current: Application;
  /** The same as it travels. */
  unchanged: PreparedJson<Application>;
  /** The database's time. */
  now: string;
  /** Fields that were changed after the state that the change is based on. */
  changedSince: ReadonlySet<string>;
}

export interface LoadedEvent extends Loaded {
  event: Pick<Event, 'kind' | 'before' | 'after'>;
}

interface Row {
  application: string;
  now: string;
  changedSince: string[];
}

/**
 * The fields of user $1's application that were changed after a change number. A save and an import change no field: theirs is the first
 * state there is to base a change on.
 */
export const changedSince = (applicationId: string, basedOn: string): string => `array(
    select distinct field from events e, jsonb_object_keys(e.after) field
    where e.user_id = $1 and e.application_id = ${applicationId} and e.change_number > ${basedOn} and e.kind not in ('saved', 'imported')
  )`;

const columns = (basedOn: string): string => `
  ${applicationJson('a')}::text as application, ${instant('clock_timestamp()')} as now, ${changedSince('$2', basedOn)} as "changedSince"`;

// One statement each, and so one view of the data: no event is missing that the application already shows.
const LOAD = `select ${columns('$3::bigint')} from applications a where a.user_id = $1 and a.id = $2`;
const LOAD_WITH_EVENT = `
select ${columns('told.change_number')}, json_build_object('kind', told.kind, 'before', told.before, 'after', told.after) as event
from applications a join events told on told.user_id = $1 and told.id = $3 and told.application_id = a.id
where a.user_id = $1 and a.id = $2`;

function present({ application, now, changedSince }: Row): Loaded {
  // Our own text of our own row: the contract's shape is held by applicationJson and its test.
  const current: Application = JSON.parse(application);
  return { current, unchanged: new PreparedJson(application), now, changedSince: new Set(changedSince) };
}

/** An application and the fields that changed since a change number. Throws `not_found`. */
export async function loadToChange(database: Database, user: Owner, id: string, basedOn: number): Promise<Loaded> {
  const values = [user.id, id, basedOn];
  const { rows } = await queryAs<Row>(database, user.id, { name: 'load-to-change', text: LOAD, values });
  const [row] = rows;
  if (row === undefined) throw new ProblemError('not_found');
  return present(row);
}

/** An application with one of its events and the fields that changed since that one. Throws `not_found`. */
export async function loadToUndo(database: Database, user: Owner, id: string, eventId: string): Promise<LoadedEvent> {
  const values = [user.id, id, eventId];
  const { rows } = await queryAs<Row & Pick<LoadedEvent, 'event'>>(database, user.id, {
    name: 'load-to-undo',
    text: LOAD_WITH_EVENT,
    values,
  });
  const [row] = rows;
  if (row === undefined) throw new ProblemError('not_found');
  return { ...present(row), event: row.event };
}
