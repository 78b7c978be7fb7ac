import { Transform, type TransformCallback } from 'node:stream';

const CHUNK_BYTES = 64 * 1024;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CRLF = Buffer.from('\r\n');

/**
 * Makes of PostgreSQL's CSV what RFC 4180 asks for: a row ends with CR LF, a line break inside a quoted cell stays what it is. Begins
 * with `head`. Passes on 64 KB at a time: COPY gives a chunk per row, and a write per row is what an export would spend its time on.
 */
export class CrlfRows extends Transform {
  readonly #buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  #used = 0;
  #isQuoted = false;

  constructor(head: Buffer) {
    super({ writableHighWaterMark: 4 * CHUNK_BYTES, readableHighWaterMark: 4 * CHUNK_BYTES });
    this.#append(head);
  }

  #append(bytes: Buffer): void {
    let from = 0;
    while (from < bytes.length) {
      const copied = bytes.copy(this.#buffer, this.#used, from);
      from += copied;
      this.#used += copied;
      if (this.#used === CHUNK_BYTES) this.#pass();
    }
  }

  #pass(): void {
    // A copy: what is pushed may wait for a slow reader while the buffer fills again.
    if (this.#used > 0) this.push(Buffer.from(this.#buffer.subarray(0, this.#used)));
    this.#used = 0;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // The next of each, found natively and looked for again only when passed: a loop over the bytes is what this must not cost.
    let quote = chunk.indexOf(QUOTE);
    let lineFeed = chunk.indexOf(LINE_FEED);
    let from = 0;
    while (quote !== -1 || lineFeed !== -1) {
      if (quote !== -1 && (lineFeed === -1 || quote < lineFeed)) {
        // A doubled quote ends and begins again: the state after it is right.
        this.#isQuoted = !this.#isQuoted;
        quote = chunk.indexOf(QUOTE, quote + 1);
      } else if (!this.#isQuoted) {
        this.#append(chunk.subarray(from, lineFeed));
        this.#append(CRLF);
        from = lineFeed + 1;
        lineFeed = chunk.indexOf(LINE_FEED, from);
      } else if (quote === -1) {
        break; // the cell goes on in the next chunk
      } else {
        lineFeed = chunk.indexOf(LINE_FEED, quote + 1);
      }
    }
    this.#append(chunk.subarray(from));
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#pass();
    done();
  }
}
