import type { Snapshot } from '../../contract/index.ts';
import { instant } from '../models/instant.sql.ts';
import { jsonObject } from '../models/json-object.sql.ts';

/** SQL that makes the contract's Snapshot of a row of `snapshots` called `row`, as json. */
export function snapshotJson(row: string): string {
  const columns: Record<keyof Snapshot, string> = {
    id: `${row}.id`,
    applicationId: `${row}.application_id`,
    capturedAt: instant(`${row}.captured_at`),
    text: `${row}.text`,
    contentHash: `${row}.content_hash`,
  };
  return jsonObject(columns);
}
