import * as v from 'valibot';
import type { ProblemCode } from '../problem.ts';
import { Id } from '../text.ts';

export type Schema = v.GenericSchema<unknown, unknown>;

/** One row of the API: both sides read the path, the schemas and the problems from here, and so does `/openapi.json`. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for parameters, as @koa/router writes them. */
  path: string;
  summary: string;
  /** `public` needs no token; `user` needs an access token. */
  access: 'public' | 'user';
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
  /** Beside those that every endpoint can give (`invalid_input`, `rate_limited`, `internal`, `unavailable`, and for `user` the 401s). */
  problems: readonly ProblemCode[];
}

/** The parameters of a path that ends in one thing's id. */
export const ById = v.strictObject({ id: Id });
