import type { ImportedRow } from './imported-row.ts';

/**
 * Which of the ids `$2` the user `$1` has already, in the trash or not. Those that an undone import left in the trash, and nobody touched
 * since, count as free: after an undo the same file may be imported again, with other answers.
 */
export const SAVED_IDS = `
select a.id from applications a
where a.user_id = $1 and a.id = any ($2::uuid[]) and not exists (
  select from import_rows r where r.user_id = $1 and r.application_id = a.id and r.undone_number = a.change_number
)`;

/** The ids of rows that would become applications. */
export function newIds(rows: readonly ImportedRow[]): string[] {
  return rows.flatMap(({ verdict, id }) => (verdict === 'new' && id !== null ? [id] : []));
}
