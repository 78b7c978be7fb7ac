import type * as v from 'valibot';
import { accountsEndpoints } from './accounts.ts';
import { administrationEndpoints } from './administration.ts';
import { apiTokensEndpoints } from './api-tokens.ts';
import { applicationsEndpoints } from './applications.ts';
import { changesEndpoints } from './changes.ts';
import type { Schema } from './endpoint.ts';
import { eventsEndpoints } from './events.ts';
import { exportsEndpoints } from './exports.ts';
import { importsEndpoints } from './imports.ts';
import { recoveryEndpoints } from './recovery.ts';

export { problemsOf, type Endpoint } from './endpoint.ts';

/** Every endpoint there is, by name: one file per noun, a line here for each file. */
export const endpoints = {
  ...accountsEndpoints,
  ...administrationEndpoints,
  ...apiTokensEndpoints,
  ...applicationsEndpoints,
  ...changesEndpoints,
  ...eventsEndpoints,
  ...exportsEndpoints,
  ...importsEndpoints,
  ...recoveryEndpoints,
} as const;

export type EndpointName = keyof typeof endpoints;

type Parsed<E, K extends string> = E extends { [P in K]: infer S } ? (S extends Schema ? v.InferOutput<S> : undefined) : undefined;
type Sent<E, K extends string> = E extends { [P in K]: infer S } ? (S extends Schema ? v.InferInput<S> : undefined) : undefined;

/** What a route receives after parsing. */
export type ParamsOf<E> = Parsed<E, 'params'>;
export type QueryOf<E> = Parsed<E, 'query'>;
export type BodyOf<E> = Parsed<E, 'body'>;
/** Headers that carry something, by their lower-case names. */
export type HeadersOf<E> = E extends { headers: infer H extends v.ObjectEntries }
  ? { [Name in keyof H]: v.InferOutput<H[Name]> }
  : undefined;
export type ReplyOf<E> = Parsed<E, 'reply'>;
/** What a client may send. */
export type BodyInputOf<E> = Sent<E, 'body'>;
export type QueryInputOf<E> = Sent<E, 'query'>;
/** Texts, which the client encodes. */
export type HeadersInputOf<E> = E extends { headers: infer H extends v.ObjectEntries }
  ? { [Name in keyof H]?: v.InferInput<H[Name]> }
  : undefined;
