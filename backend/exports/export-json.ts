import type { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BACKUP_FORMAT, BACKUP_VERSION } from '../../contract/backup.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { BACKUP_SECTIONS, sectionSql } from './backup.sql.ts';
import { Batch } from './batch.ts';
import { openExport } from './open-export.ts';

/** The file's bytes: what stands around the sections, and each section as the database writes it. */
async function* backupOf(client: PoolClient, userId: string): AsyncGenerator<Buffer> {
  for (const [index, section] of BACKUP_SECTIONS.entries()) {
    yield Buffer.from(`${index === 0 ? '' : '],\n'}"${section}":[\n`);
    yield* client.query(copyTo(sectionSql(section, userId)));
  }
  yield Buffer.from(']}\n');
}

/**
 * Everything a user has, as the contract's Backup; see `openExport`. A file that was cut off is no JSON: its last bracket is the very last
 * thing to be read from the database.
 */
export function exportJson(database: Database, user: Owner, now: Date): Promise<Readable> {
  const head = Buffer.from(`{"format":"${BACKUP_FORMAT}","version":${BACKUP_VERSION},"exportedAt":"${now.toISOString()}",\n`);
  return openExport(database, user, new Batch(head), (client) => backupOf(client, user.id));
}
