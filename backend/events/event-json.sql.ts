import type { NumberedEvent } from '../../contract/index.ts';
import { instant } from '../models/instant.sql.ts';
import { jsonObject } from '../models/json-object.sql.ts';

/** SQL that makes the contract's Event of a row of `events` called `row`, as json; numbered, the contract's NumberedEvent. */
export function eventJson(row: string, isNumbered = false): string {
  const columns: Omit<Record<keyof NumberedEvent, string>, 'changeNumber'> = {
    id: `${row}.id`,
    applicationId: `${row}.application_id`,
    kind: `${row}.kind`,
    at: instant(`${row}.at`),
    by: `${row}.by`,
    before: `${row}.before`,
    after: `${row}.after`,
  };
  return jsonObject({ ...columns, ...(isNumbered ? { changeNumber: `${row}.change_number` } : {}) });
}
