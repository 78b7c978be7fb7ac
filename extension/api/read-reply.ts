import * as v from 'valibot';
import { Problem, type ProblemCode } from '../../contract/problem.ts';
import { ProblemError, TryLater } from './errors.ts';

/** RFC 9110 §10.2.3: seconds, or a date. Nothing where it can't be read; at most a day, so a wrong header can't silence us for ever. */
function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 86_400_000) : null;
}

/** What a refusal without our problem body means (a proxy's own 413, a router's 404): a client error that repetition will not mend. */
const REFUSED: Record<number, ProblemCode> = {
  400: 'malformed',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  410: 'not_found',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_media_type',
  422: 'invalid_input',
  431: 'too_large',
};

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Turns a reply that is not 2xx into the error that says what to do about it. */
export async function readRefusal(response: Response, now: number): Promise<ProblemError | TryLater> {
  const { status, headers } = response;
  const after = retryAfterMs(headers, now);
  if (status === 429) return new TryLater('rate_limited', after);
  if (status === 502 || status === 503 || status === 504) return new TryLater('unavailable', after);
  if (status >= 500) return new TryLater('server', after);
  if (status < 400) return new TryLater('strange_reply');
  const problem = v.safeParse(Problem, await readJson(response));
  if (problem.success) return new ProblemError(problem.output);
  const code = REFUSED[status];
  if (code === undefined) return new TryLater('strange_reply', after);
  return new ProblemError({ type: 'about:blank', title: code, status, code });
}

/** A 2xx reply's JSON by its schema; anything else is no answer of our server, and nothing may be concluded from it. */
export async function readReply(response: Response, schema: v.GenericSchema<unknown, unknown>): Promise<unknown> {
  const parsed = v.safeParse(schema, await readJson(response));
  if (parsed.success) return parsed.output;
  const where = parsed.issues[0] && v.getDotPath(parsed.issues[0]);
  throw new TryLater('strange_reply', null, new Error(`the reply did not fit at ${where ?? 'its root'}: ${parsed.issues[0]?.message}`));
}

/** Reads a streamed reply to its end; `progress` is called with every piece, so that a stalled stream can be noticed. A cut stream rejects. */
export async function readBlob(response: Response, progress: () => void): Promise<Blob> {
  const pieces: BlobPart[] = [];
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    progress();
    pieces.push(piece.value);
  }
  return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
}
