import * as v from 'valibot';
import { Id, Instant, line } from './text.ts';

/** What a personal API token may be allowed. Each stands for itself: who may write may not read by that. */
export const TOKEN_SCOPES = ['read', 'write', 'export'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

const Scopes = v.pipe(
  v.array(v.picklist(TOKEN_SCOPES, 'Must be read, write or export')),
  v.minLength(1, 'Must name one at least'),
  v.maxLength(TOKEN_SCOPES.length, 'Must name each once'),
  v.check((scopes) => new Set(scopes).size === scopes.length, 'Must name each once'),
);

/** What a token is for, what it may, and for how long. */
export const NewApiToken = v.strictObject({
  name: line(120, 1),
  scopes: Scopes,
  expiresInDays: v.optional(
    v.pipe(v.number(), v.integer('Must be a whole number'), v.minValue(1, 'Must be 1 or more'), v.maxValue(365, 'Must be 365 or less')),
    90,
  ),
});
export type NewApiToken = v.InferOutput<typeof NewApiToken>;

/** A token as its owner sees it in the list: never the token itself. */
export const ApiToken = v.object({
  id: Id,
  name: v.string(),
  scopes: v.array(v.picklist(TOKEN_SCOPES)),
  createdAt: Instant,
  expiresAt: Instant,
  /** To ten minutes; `null` for one that was never used. */
  lastUsedAt: v.nullable(Instant),
});
export type ApiToken = v.InferOutput<typeof ApiToken>;

export const ApiTokens = v.object({ items: v.array(ApiToken) });
export type ApiTokens = v.InferOutput<typeof ApiTokens>;

/** The one time that the token is shown. */
export const MadeApiToken = v.object({ token: v.string(), item: ApiToken });
export type MadeApiToken = v.InferOutput<typeof MadeApiToken>;
