import type { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { ProblemError } from '../errors.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import type { Batch } from './batch.ts';

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
  // One view of the data for all that the export reads, in however many statements.
  await client.query('begin transaction isolation level repeatable read, read only');
  // Rows come as an index has them: sorting would write all of them to the disk before the first is sent.
  await client.query(`select set_config('app.user_id', $1, true), set_config('enable_sort', 'off', true)`, [userId]);
}

/** Runs to the end of what is read, or of its reader: then nothing else ends a COPY than closing its connection. */
async function readInto(out: Batch, client: PoolClient, read: Read): Promise<void> {
  try {
    await read(client, out);
    out.end();
    await client.query('commit');
    client.release();
  } catch (error) {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
    client.release(true);
  }
}

/** Appends what an export reads from the connection it is given, in its own transaction of one user. */
export type Read = (client: PoolClient, out: Batch) => Promise<void>;

/**
 * Streams what `read` appends to `out`, in one transaction of the user and so one view of the data. The stream holds a connection and
 * must be read or destroyed; destroyed early, the connection is closed, because nothing else ends a COPY. Throws when the database cannot
 * be reached, before there is a stream; what fails later destroys the stream, so that nobody takes the part for the whole.
 */
export async function openExport({ streams }: Database, user: Owner, out: Batch, read: Read): Promise<Readable> {
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
  void readInto(out, client, read).finally(end);
  return out;
}
