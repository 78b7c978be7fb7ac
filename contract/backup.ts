import * as v from 'valibot';
import { Application, Event, Origins, Snapshot } from './application.ts';
import { Posting } from './posting.ts';
import { Instant } from './text.ts';

export const BACKUP_FORMAT = 'jackdaw-backup';
/** Raised when a reader of this version would lose something; until then fields are not added. */
export const BACKUP_VERSION = 1;

/** Exact, unlike a reply: a member that this version does not know would be lost in the import. */
export const KeptApplication = v.strictObject({ ...Application.entries, posting: Posting, origins: Origins });
export const KeptSnapshot = v.strictObject(Snapshot.entries);
export const KeptEvent = v.strictObject(Event.entries);

/** The body of `GET /api/export.json`: everything a person has here. Importing it elsewhere gives the same ids, and twice changes nothing. */
export const Backup = v.strictObject({
  format: v.literal(BACKUP_FORMAT),
  version: v.literal(BACKUP_VERSION),
  exportedAt: Instant,
  applications: v.array(KeptApplication),
  /** Deleted applications that can still be restored. */
  trash: v.array(KeptApplication),
  snapshots: v.array(KeptSnapshot),
  events: v.array(KeptEvent),
});
export type Backup = v.InferOutput<typeof Backup>;

const byApplication = <T extends { applicationId: string }>(items: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.applicationId);
    if (group) group.push(item);
    else groups.set(item.applicationId, [item]);
  }
  return groups;
};

/**
 * Cuts a backup into backups of at most `maxLength` characters of JSON each, because an import takes one body of limited size. An application
 * stays with its snapshots and events, so each part can be imported alone; one that is larger than `maxLength` by itself gets a part of its own.
 */
export function splitBackup(backup: Backup, maxLength: number): Backup[] {
  const snapshots = byApplication(backup.snapshots);
  const events = byApplication(backup.events);
  const empty = (): Backup => ({ ...backup, applications: [], trash: [], snapshots: [], events: [] });
  const envelope = JSON.stringify(empty()).length;
  const parts = [empty()];
  let length = envelope;
  const all = [
    ...backup.applications.map((application) => ({ application, trashed: false })),
    ...backup.trash.map((application) => ({ application, trashed: true })),
  ];
  for (const { application, trashed } of all) {
    const ownSnapshots = snapshots.get(application.id) ?? [];
    const ownEvents = events.get(application.id) ?? [];
    const own = [application, ...ownSnapshots, ...ownEvents].reduce((sum, item) => sum + JSON.stringify(item).length + 1, 0);
    if (length > envelope && length + own > maxLength) {
      parts.push(empty());
      length = envelope;
    }
    const part = parts.at(-1);
    part?.[trashed ? 'trash' : 'applications'].push(application);
    part?.snapshots.push(...ownSnapshots);
    part?.events.push(...ownEvents);
    length += own;
  }
  return parts;
}
