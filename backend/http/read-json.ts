import type { Context } from 'koa';
import { ProblemError } from '../errors.ts';
import { readBytes, refuseCompressed } from './read-bytes.ts';

/** A description may be 200,000 and a snapshot 400,000 characters; more than this is nobody's posting. */
const MAX_BODY_BYTES = 1024 * 1024;

const POLLUTING = ['__proto__', 'constructor', 'prototype'];

/** No field of ours has these names: whoever sends one is after the code behind, so the whole body is refused. Any depth, without recursion. */
function refusePollution(value: unknown): void {
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    const polluting = Array.isArray(next) ? undefined : POLLUTING.find((name) => Object.hasOwn(next, name));
    if (polluting !== undefined) throw new ProblemError('malformed', { detail: `A field may not be called "${polluting}".` });
    for (const child of Object.values(next)) if (typeof child === 'object') pending.push(child);
  }
}

/** Reads the body as JSON in UTF-8. Throws `unsupported_media_type`, `too_large` or `malformed`. */
export async function readJson(ctx: Context): Promise<unknown> {
  if (ctx.request.is('application/json') === false || ctx.request.type !== 'application/json') {
    throw new ProblemError('unsupported_media_type', { detail: 'Send the body as application/json.' });
  }
  if (ctx.request.charset !== '' && ctx.request.charset.toLowerCase() !== 'utf-8') {
    throw new ProblemError('unsupported_media_type', { detail: 'Send the body in UTF-8.' });
  }
  refuseCompressed(ctx);
  const bytes = await readBytes(ctx.req, MAX_BODY_BYTES);
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // V8's message quotes the text around the mistake: the cause is kept from reply and log.
    throw new ProblemError('malformed', { detail: error instanceof SyntaxError ? 'The body is not JSON.' : 'The body is not UTF-8.' });
  }
  refusePollution(body);
  return body;
}
