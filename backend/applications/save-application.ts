import { v7 } from 'uuid';
import type { Application, SaveApplication } from '../../contract/index.ts';
import type { Caller } from '../accounts/recognise-caller.ts';
import { ProblemError } from '../errors.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Statement } from '../postgres/one-trip.ts';
import { applicationJson } from './application-json.sql.ts';
import { contentHash } from './keep-snapshot.ts';
import { lockUser } from './lock-user.ts';
import { saveHash } from './save-hash.ts';
import { SAVED_COLUMNS } from './saved-columns.sql.ts';

/** Each column is one bound value. The user and the id come first: `$1`, `$2`. */
type Column = keyof typeof SAVED_COLUMNS;
const NAMES = Object.keys(SAVED_COLUMNS) as Column[];
const FIRST = 3;
const valueOf = (name: Column): string => `$${NAMES.indexOf(name) + FIRST}::${SAVED_COLUMNS[name]}`;
const AFTER_COLUMNS = NAMES.length + FIRST;
const [EVENT_ID, SNAPSHOT_ID, SNAPSHOT, CONTENT_HASH] = [0, 1, 2, 3].map((n) => `$${AFTER_COLUMNS + n}`);

/**
 * The second statement of the transaction; the first locked the user's row. All of a user's writers do so, and a statement sees what
 * was committed before it began: hence an id that is not there now cannot appear before the commit, without any ON CONFLICT, and a
 * repeated save takes no change number. `created` tells who made the row, `same` whether it was made by an equal body.
 */
const SAVE = `
with held as (
  select from applications where user_id = $1 and id = $2
), numbered as (
  update users set change_number = change_number + 1
  where id = $1 and not exists (select from held)
  returning change_number, clock_timestamp() as at
), made as (
  insert into applications (user_id, id, change_number, created_at, updated_at, ${NAMES.join(', ')})
  select $1, $2, change_number, at, at, ${NAMES.map(valueOf).join(', ')} from numbered
  returning *
), told as (
  insert into events (user_id, id, application_id, change_number, at, kind, by, after)
  select user_id, ${EVENT_ID}::uuid, id, change_number, created_at, 'saved', current_setting('app.device'),
    jsonb_build_object('stage', stage, 'posting.title', title, 'posting.company', company, 'posting.url', url)
  from made
), kept as (
  insert into snapshots (user_id, id, application_id, captured_at, text, content_hash)
  select user_id, ${SNAPSHOT_ID}::uuid, id, coalesce(captured_at, created_at), ${SNAPSHOT}::text, ${CONTENT_HASH}::text
  from made where ${SNAPSHOT}::text is not null
)
select true as created, true as same, ${applicationJson('made')}::text as application from made
union all
select false, a.save_hash = ${valueOf('save_hash')}, ${applicationJson('a')}::text
from applications a where a.user_id = $1 and a.id = $2`;

interface Saved {
  created: boolean;
  same: boolean;
  application: string;
}

function columnValues(body: SaveApplication): Record<Column, unknown> {
  const { posting } = body;
  return {
    title: posting.title,
    company: posting.company,
    location: posting.location,
    workplace_type: posting.workplaceType,
    employment_type: posting.employmentType,
    salary_min: posting.salary?.min,
    salary_max: posting.salary?.max,
    salary_currency: posting.salary?.currency,
    salary_period: posting.salary?.period,
    date_posted: posting.datePosted,
    valid_through: posting.validThrough,
    description: posting.description,
    url: posting.url,
    posting_key: body.postingKey,
    stage: body.stage,
    applied_on: body.appliedOn,
    follow_up_on: body.followUpOn,
    priority: body.priority,
    notes: body.notes,
    tags: body.tags,
    origins: JSON.stringify(body.origins),
    captured_at: body.capturedAt === null ? null : new Date(body.capturedAt).toISOString(),
    save_hash: saveHash(body),
  };
}

/**
 * The statements that save a body for a user, for one transaction of that user in which `app.device` says who does it; the last one
 * answers with what was saved.
 */
export function saveStatements(user: Owner, id: string, body: SaveApplication): [Statement, Statement] {
  const columns = columnValues(body);
  const { snapshot } = body;
  const hash = snapshot === null ? null : contentHash(snapshot);
  const values = [user.id, id, ...NAMES.map((name) => columns[name] ?? null), v7(), v7(), snapshot, hash];
  return [lockUser(user), { name: 'save-application', text: SAVE, values }];
}

/**
 * Saves a posting under the client's id, with its snapshot and the event, in one transaction and one trip to the database. Repeated with
 * an equal body it changes nothing and answers with the row as it is by now (edited, or in the trash); with another body it throws
 * `id_reused`, and for an account that was deleted meanwhile `session_revoked`.
 */
export async function saveApplication(
  caller: Caller,
  id: string,
  body: SaveApplication,
): Promise<{ created: boolean; application: PreparedJson<Application> }> {
  const [, { rows }] = await caller.query<[object, Saved]>(saveStatements(caller, id, body));
  const [saved] = rows;
  // The caller was let in, and while the save waited for the account's row, that was deleted with all its sessions.
  if (saved === undefined) throw new ProblemError('session_revoked');
  if (!saved.same) throw new ProblemError('id_reused');
  return { created: saved.created, application: new PreparedJson(saved.application) };
}
