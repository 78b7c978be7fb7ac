import * as v from 'valibot';
import type { ProblemCode } from '../problem.ts';
import { TOKEN_SCOPES } from '../api-token.ts';
import { Id } from '../text.ts';

export type Schema = v.GenericSchema<unknown, unknown>;

/**
 * Which personal API token may call an endpoint: one that may `read`, `write` or `export`; `session` is for a signed-in device only, never
 * for a token: a leaked one cannot make another, change the password or administer.
 */
export const SCOPES = [...TOKEN_SCOPES, 'session'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who may call: anybody, who signed in, or who signed in and is administrator. */
type Access = { access: 'public'; scope?: never } | { access: 'user' | 'administrator'; scope: Scope };

/** One row of the API: both sides read the path, the schemas and the problems from here, and so does `/openapi.json`. */
export type Endpoint = Access & {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for parameters, as @koa/router writes them. */
  path: string;
  summary: string;
  params?: Schema;
  query?: Schema;
  body?: Schema;
  /** In place of a JSON body: a file as it is, of one of these media types. */
  file?: { types: readonly [string, ...string[]]; bytes: number };
  /** Headers that carry something, by lower-case name: each is the text after `encodeURIComponent`. */
  headers?: v.ObjectEntries;
  /** Statuses of success; the first is the usual one. */
  statuses: readonly [number, ...number[]];
  /** A schema for JSON, a media type for a stream, `null` for no body. */
  reply: Schema | 'text/csv' | 'application/json' | null;
  /** Beside those of `problemsOf`, which depend on the kind of endpoint alone. */
  problems: readonly ProblemCode[];
};

const EVERYWHERE: readonly ProblemCode[] = ['malformed', 'invalid_input', 'rate_limited', 'internal', 'unavailable'];
const WITH_TOKEN: readonly ProblemCode[] = [
  'unauthenticated',
  'token_expired',
  'token_invalid',
  'session_revoked',
  'session_reused',
  'user_disabled',
  'forbidden',
];
const WITH_BODY: readonly ProblemCode[] = ['too_large', 'unsupported_media_type'];

/** Every problem an endpoint can answer. */
export function problemsOf({ access, body, file, problems }: Endpoint): Set<ProblemCode> {
  return new Set([
    ...problems,
    ...EVERYWHERE,
    ...(access === 'public' ? [] : WITH_TOKEN),
    ...(body === undefined && file === undefined ? [] : WITH_BODY),
  ]);
}

/** The parameters of a path that ends in one thing's id. */
export const ById = v.strictObject({ id: Id });
