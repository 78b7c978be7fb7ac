import type { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { BACKUP_FORMAT, BACKUP_VERSION } from '../../contract/backup.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { BACKUP_SECTIONS, sectionSql } from './backup.sql.ts';
import { Batch } from './batch.ts';
import { copyInto } from './copy-into.ts';
import { openExport } from './open-export.ts';

const LINE_FEED = Buffer.from('\n');

/** The file's bytes: what stands around the sections, and each section as the database writes it. */
async function appendBackup(out: Batch, client: PoolClient, userId: string): Promise<void> {
  for (const [index, section] of BACKUP_SECTIONS.entries()) {
    out.append(Buffer.from(`${index === 0 ? '' : '],\n'}"${section}":[\n`));
    await copyInto(out, client, sectionSql(section, userId), LINE_FEED);
  }
  out.append(Buffer.from(']}\n'));
}

/**
 * Everything a user has, as the contract's Backup; see `openExport`. A file that was cut off is no JSON: its last bracket is the very last
 * thing to be read from the database.
 */
export function exportJson(database: Database, user: Owner, now: Date): Promise<Readable> {
  const head = Buffer.from(`{"format":"${BACKUP_FORMAT}","version":${BACKUP_VERSION},"exportedAt":"${now.toISOString()}",\n`);
  return openExport(database, user, new Batch(head), (client, out) => appendBackup(out, client, user.id));
}
