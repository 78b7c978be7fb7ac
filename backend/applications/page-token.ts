import * as v from 'valibot';
import { Id } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';

/** Where a page ended: the sort it was in, the last row's value there (as PostgreSQL's text, with its microseconds) and its id. */
const PageToken = v.strictTuple([v.string(), v.nullable(v.pipe(v.string(), v.excludes('\0'))), Id]);
export type PageToken = v.InferOutput<typeof PageToken>;

const invalid = (): ProblemError =>
  new ProblemError('invalid_input', { members: { errors: [{ path: 'after', message: 'Is not where a page of this sort ended' }] } });

/** Opaque to clients. */
export function writePageToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** Reads a token of a page in `sort`. Throws `invalid_input` for any other text. */
export function parsePageToken(text: string, sort: string): PageToken {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw invalid();
  }
  const token = v.safeParse(PageToken, json);
  if (!token.success || token.output[0] !== sort) throw invalid();
  return token.output;
}

/** PostgreSQL's "data exception" class: a token whose value is of the wrong kind was made by hand. */
export function refuseBadToken(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  throw typeof code === 'string' && code.startsWith('22') ? invalid() : error;
}
