import type { Connection, PoolClient, Submittable } from 'pg';
import type { Batch } from './batch.ts';

const LINE_FEED = 0x0a;

/**
 * A COPY … TO STDOUT of lines, one row each. The client calls its methods as the answers come in. By itself, because pg-copy-streams hands on
 * bytes without saying where a row ends, and to look for that is work for every byte.
 */
class CopyLines implements Submittable {
  #connection: Connection | undefined;
  readonly #text: string;
  readonly #out: Batch;
  readonly #lineEnd: Buffer;
  readonly #settle: (error?: Error) => void;

  constructor(text: string, out: Batch, lineEnd: Buffer, settle: (error?: Error) => void) {
    this.#text = text;
    this.#out = out;
    this.#lineEnd = lineEnd;
    this.#settle = settle;
  }

  submit(connection: Connection): void {
    this.#connection = connection;
    this.#out.onWanted = () => connection.stream.resume();
    connection.query(this.#text);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const last = chunk.length - 1;
    if (chunk[last] !== LINE_FEED) this.#settle(new Error('PostgreSQL sent something else than a row in a message.'));
    this.#out.append(chunk.subarray(0, last));
    this.#out.append(this.#lineEnd);
    if (this.#out.isFull) this.#connection?.stream.pause();
  }

  handleCommandComplete(): void {}

  /** The last rows may have paused the connection, whose next answer nobody would hear then. */
  #end(error?: Error): void {
    this.#out.onWanted = () => {};
    this.#connection?.stream.resume();
    this.#settle(error);
  }

  handleError(error: Error): void {
    this.#end(error);
  }

  handleReadyForQuery(): void {
    this.#end();
  }
}

/**
 * Appends what a COPY … TO STDOUT gives to `out`, row by row, each with `lineEnd` in the place of PostgreSQL's line feed, as quickly as
 * `out` is read. PostgreSQL sends each row as a message of its own (protocol: "always one per row"), so that where a row ends needs no
 * looking for. Rejects when the COPY fails or `out` was destroyed; then the connection is in the middle of it, and to be closed.
 */
export function copyInto(out: Batch, client: PoolClient, text: string, lineEnd: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error): void => {
      out.off('close', left);
      if (error === undefined) resolve();
      else reject(error);
    };
    const left = (): void => settle(new Error('The reader left.'));
    if (out.destroyed) return left();
    out.once('close', left);
    client.query(new CopyLines(text, out, lineEnd, settle));
  });
}
