import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CSV_COLUMNS } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { CrlfRows } from './crlf-rows.ts';
import { copySql } from './csv.sql.ts';

/** The byte order mark is what makes Excel read UTF-8. */
const HEAD = Buffer.from(`\uFEFF${CSV_COLUMNS.join(',')}\r\n`);

/** An export holds a connection for as long as its reader takes: nobody may take all of them. */
const MAX_RUNNING_PER_USER = 2;
const running = new Map<string, number>();

function begin(userId: string): () => void {
  const count = running.get(userId) ?? 0;
  if (count >= MAX_RUNNING_PER_USER) {
    throw new ProblemError('rate_limited', { detail: 'Your exports before this one are still running.', retryAfterSeconds: 10 });
  }
  running.set(userId, count + 1);
  return () => {
    const left = (running.get(userId) ?? 1) - 1;
    if (left === 0) running.delete(userId);
    else running.set(userId, left);
  };
}

async function beginAs(client: PoolClient, userId: string): Promise<void> {
  await client.query('begin transaction read only');
  await client.query(`select set_config('app.user_id', $1, true)`, [userId]);
}

/** Runs to the end of the COPY, or of its reader: then nothing else ends a COPY than closing its connection. */
async function copyInto(rows: CrlfRows, client: PoolClient, userId: string): Promise<void> {
  try {
    await pipeline(client.query(copyTo(copySql(userId))), rows);
    await client.query('commit');
    client.release();
  } catch {
    // The reader of `rows` has the error already: the pipeline destroyed it with that.
    client.release(true);
  }
}

/**
 * Every application of a user outside the trash as CSV (RFC 4180, UTF-8 with BOM), one view of the data from first to last row. The
 * stream holds a connection and must be read or destroyed; destroyed early, the connection is closed, because nothing else ends a COPY.
 * Throws when the database cannot be reached, before there is a stream.
 */
export async function exportCsv({ streams }: Database, user: Owner): Promise<Readable> {
  const end = begin(user.id);
  let client: PoolClient | undefined;
  try {
    client = await streams.connect();
    await beginAs(client, user.id);
  } catch (error) {
    client?.release(true);
    end();
    throw error;
  }
  const rows = new CrlfRows(HEAD);
  void copyInto(rows, client, user.id).finally(end);
  return rows;
}
