import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { ProblemError } from '../errors.ts';

/** Read and thrown away before a refusal, so that a client that writes first and reads later gets to see why. */
const MAX_DISCARDED_BYTES = 8 * 1024 * 1024;

/** Not inflating is what keeps a small bomb small. Throws `unsupported_media_type`. */
export function refuseCompressed(ctx: Context): void {
  if (['', 'identity'].includes(ctx.get('Content-Encoding'))) return;
  throw new ProblemError('unsupported_media_type', { detail: 'Send the body without compression.' });
}

/** Reads a body of at most `maxBytes`. Throws `too_large`, or `malformed` for one that ends early. */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes + MAX_DISCARDED_BYTES) throw new ProblemError('too_large');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Left early, the iterator would destroy the request, and with it the socket that the refusal has to go out on.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > maxBytes + MAX_DISCARDED_BYTES) break;
    }
  } catch (error) {
    throw new ProblemError('malformed', { detail: 'The request ended early.', cause: error });
  }
  if (size > maxBytes) throw new ProblemError('too_large', { detail: `At most ${maxBytes} bytes are accepted.` });
  return Buffer.concat(chunks);
}
