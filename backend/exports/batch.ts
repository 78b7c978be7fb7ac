import { Transform, type TransformCallback } from 'node:stream';

const CHUNK_BYTES = 64 * 1024;

/**
 * Begins with `head` and passes on 64 KB at a time: COPY gives a chunk per row, and a write per row is what an export would spend its
 * time on.
 */
export class Batch extends Transform {
  #buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #used = 0;

  constructor(head: Buffer) {
    super({ writableHighWaterMark: 4 * CHUNK_BYTES, readableHighWaterMark: 4 * CHUNK_BYTES });
    this.append(head);
  }

  protected append(bytes: Buffer): void {
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
    this.push(this.#buffer.subarray(0, this.#used));
    // Another: what was pushed may wait for a slow reader while the next one fills.
    this.#buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.#used = 0;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.append(chunk);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#pass();
    done();
  }
}
