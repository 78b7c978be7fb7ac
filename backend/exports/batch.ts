import { Readable } from 'node:stream';

const CHUNK_BYTES = 256 * 1024;
/** As much may wait for a slow reader before whoever fills this is to pause. */
const WAITING_BYTES = 2 * CHUNK_BYTES;

/**
 * Bytes for a reader, begun with `head` and passed on 256 KB at a time: PostgreSQL gives a row at a time, and a write per row is what an
 * export would spend its time on.
 */
export class Batch extends Readable {
  /** Called when the reader wants more after `isFull` was so. */
  onWanted: () => void = () => {};
  #buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #used = 0;
  #isFull = false;

  constructor(head: Buffer) {
    super({ highWaterMark: WAITING_BYTES });
    this.append(head);
  }

  /** Whether enough waits for the reader: what is appended now would only take memory. */
  get isFull(): boolean {
    return this.#isFull;
  }

  append(bytes: Buffer): void {
    let from = 0;
    while (from < bytes.length) {
      const copied = bytes.copy(this.#buffer, this.#used, from);
      from += copied;
      this.#used += copied;
      if (this.#used === CHUNK_BYTES) this.#pass();
    }
  }

  #pass(): void {
    if (this.#used === 0) return;
    this.#isFull = !this.push(this.#buffer.subarray(0, this.#used));
    // Another: what was pushed may wait for a slow reader while the next one fills.
    this.#buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.#used = 0;
  }

  /** Passes on what is left, and says that it was all. */
  end(): void {
    this.#pass();
    this.push(null);
  }

  override _read(): void {
    if (!this.#isFull) return;
    this.#isFull = false;
    this.onWanted();
  }
}
