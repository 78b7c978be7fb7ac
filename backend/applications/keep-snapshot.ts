import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { EditApplication } from '../../contract/index.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Statement } from '../postgres/one-trip.ts';

/** What a snapshot is told apart by: SHA-256 of its text, in hexadecimal. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Under the user's lock, so that of two at once the second sees the first. */
const KEEP = `
insert into snapshots (user_id, id, application_id, captured_at, text, content_hash)
select $1, $3::uuid, a.id, coalesce($4::timestamptz, clock_timestamp()), $5::text, $6::text
from applications a
where a.user_id = $1 and a.id = $2
  and not exists (select from snapshots s where s.user_id = $1 and s.application_id = $2 and s.content_hash = $6::text)`;

/**
 * The statements that keep what a page said when it was read again, for a transaction that has locked the user: none where the edit brings
 * no snapshot. A text that the application has already is not kept twice.
 */
export function snapshotStatements(user: Owner, id: string, { snapshot, capturedAt }: EditApplication): Statement[] {
  if (snapshot === null) return [];
  const at = capturedAt === null ? null : new Date(capturedAt).toISOString();
  return [{ name: 'keep-snapshot', text: KEEP, values: [user.id, id, v7(), at, snapshot, contentHash(snapshot)] }];
}
