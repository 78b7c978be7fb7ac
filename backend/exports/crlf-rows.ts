import type { TransformCallback } from 'node:stream';
import { Batch } from './batch.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CRLF = Buffer.from('\r\n');

/**
 * Makes of PostgreSQL's CSV what RFC 4180 asks for: a row ends with CR LF, a line break inside a quoted cell stays what it is. Begins
 * with `head`.
 */
export class CrlfRows extends Batch {
  #isQuoted = false;

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
        this.append(chunk.subarray(from, lineFeed));
        this.append(CRLF);
        from = lineFeed + 1;
        lineFeed = chunk.indexOf(LINE_FEED, from);
      } else if (quote === -1) {
        break; // the cell goes on in the next chunk
      } else {
        lineFeed = chunk.indexOf(LINE_FEED, quote + 1);
      }
    }
    this.append(chunk.subarray(from));
    done();
  }
}
