import {
  BULK_IDS,
  type Application,
  type BulkConflict,
  type BulkEdit,
  type Event,
  type ReplyOf,
  type endpoints,
} from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import { instant } from '../models/instant.sql.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs, queryAs } from '../postgres/user-transaction.ts';
import { kindOf } from './edit-application.ts';
import type { FieldValues } from './fields.ts';
import { changedSince } from './load-to-change.ts';
import { mergeChanges } from './merge-changes.ts';
import { pageSql, type PageRow } from './page.sql.ts';
import { untilWritten, writeManyStatements, type PlannedChange } from './write-changes.ts';

const MAX_TAGS = 50;

/** Only what a bulk edit can change: no description has to be read for it. */
type Row = Pick<Application, 'id' | 'stage' | 'outcome' | 'appliedOn' | 'priority' | 'followUpOn' | 'tags' | 'deletedAt' | 'changeNumber'>;

interface Loaded {
  row: Row;
  /** The database's time. */
  now: string;
  /** Fields that were changed after the person looked; none where the edit does not say when that was. */
  changedSince: string[];
}

const LOAD = `
select json_build_object('id', a.id, 'stage', a.stage, 'outcome', a.outcome, 'appliedOn', a.applied_on, 'priority', a.priority, 'followUpOn', a.follow_up_on,
  'tags', a.tags, 'deletedAt', ${instant('a.deleted_at')}, 'changeNumber', a.change_number) as row, ${instant('clock_timestamp()')} as now,
  case when a.change_number > asked.based_on then ${changedSince('a.id', 'asked.based_on')} else '{}' end as "changedSince"
from unnest($2::uuid[], $3::bigint[]) as asked (id, based_on) join applications a on a.user_id = $1 and a.id = asked.id`;

const READ_BACK = pageSql({
  where: 'a.user_id = $1::uuid and a.id = any($2::uuid[])',
  orderBy: 'array_position($2::uuid[], a.id)',
  key: 'a.id',
  limit: `${BULK_IDS}`,
});

const invalid = (path: string, message: string): ProblemError =>
  new ProblemError('invalid_input', { members: { errors: [{ path, message }] } });

function wantedFor(current: Row, { changes, action }: BulkEdit, now: string): FieldValues {
  const { addTags, removeTags, ...set } = changes;
  const wanted: FieldValues = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  if (addTags.length + removeTags.length > 0) {
    const tags = [...new Set([...current.tags, ...addTags])].filter((tag) => !removeTags.includes(tag));
    if (tags.length > MAX_TAGS) throw invalid('changes.addTags', `An application would have more than ${MAX_TAGS} tags`);
    wanted.tags = tags;
  }
  if (action === 'delete' && current.deletedAt === null) wanted.deletedAt = now;
  if (action === 'restore') wanted.deletedAt = null;
  return wanted;
}

const KINDS: Record<NonNullable<BulkEdit['action']>, Event['kind']> = { delete: 'deleted', restore: 'restored' };

/** What others did meanwhile that this edit would take from them unseen. */
function inQuestion({ action }: BulkEdit, changedSince: readonly string[]): Set<string> {
  const fields = new Set(changedSince);
  // Tags are added to those that are there, and one is removed that the person saw.
  fields.delete('tags');
  // Nobody looks for what is in the trash: what was changed since the person looked may be what it would be kept for.
  if (action === 'delete' && changedSince.length > 0) fields.add('deletedAt');
  if (action === 'restore') fields.delete('deletedAt');
  return fields;
}

function plan({ row, now, changedSince }: Loaded, edit: BulkEdit): PlannedChange | BulkConflict | undefined {
  const { id, changeNumber } = row;
  const theirs = inQuestion(edit, changedSince);
  const { before, after, conflicts, isInconsistent } = mergeChanges(row, wantedFor(row, edit, now), theirs, edit.basedOn === undefined);
  if (conflicts.length > 0) return { id, changeNumber, fields: conflicts };
  if (isInconsistent) throw invalid('changes.outcome', 'Only a closed application has an outcome');
  if (Object.keys(after).length === 0) return undefined;
  const kind = edit.action !== undefined && 'deletedAt' in after ? KINDS[edit.action] : kindOf(after);
  return { id, seen: changeNumber, kind, before, after };
}

/**
 * Changes many applications of a user in one transaction, all or none: each that really changes gets its own change number and event, in
 * the order of `ids`; ids of nobody's are `missing`. Those where another device changed the same since the person looked are left, and are
 * `conflicts`. Throws `invalid_input` where one of them would not be valid.
 */
export function bulkEdit(
  database: Database,
  user: SignedInUser,
  edit: BulkEdit,
): Promise<PreparedJson<ReplyOf<typeof endpoints.bulkEdit>>> {
  const readBack = { name: 'bulk-read-back', text: READ_BACK, values: [user.id, edit.ids] };
  return untilWritten(async () => {
    const load = { name: 'bulk-load', text: LOAD, values: [user.id, edit.ids, edit.basedOn ?? []] };
    const { rows } = await queryAs<Loaded>(database, user.id, load);
    const found = new Map(rows.map((loaded) => [loaded.row.id, loaded]));
    const changes: PlannedChange[] = [];
    const conflicts: BulkConflict[] = [];
    for (const id of edit.ids) {
      const loaded = found.get(id);
      const planned = loaded && plan(loaded, edit);
      if (planned && 'fields' in planned) conflicts.push(planned);
      else if (planned) changes.push(planned);
    }
    const [, { rows: written }, { rows: pages }] = await queryAllAs<[object, { written: number }, PageRow]>(database, user.id, [
      ...writeManyStatements(user, changes),
      readBack,
    ]);
    if (written[0]?.written !== changes.length) return undefined;
    const missing = JSON.stringify(edit.ids.filter((id) => !found.has(id)));
    const { items, more } = pages[0] ?? { items: '[]', more: false };
    return new PreparedJson(`{"items":${items},"missing":${missing},"conflicts":${JSON.stringify(conflicts)},"more":${more}}`);
  });
}
