import * as v from 'valibot';

/** Raised when a client of the version before would no longer work; members that are only added leave it. */
export const API_VERSION = 1;

/** The body of `GET /healthz`: that Jackdaw answers, which API it speaks, and what time it is there. */
export const Health = v.object({
  status: v.literal('alive'),
  api: v.optional(v.pipe(v.number(), v.integer())),
  /** Milliseconds since the epoch. */
  now: v.optional(v.number()),
});
export type Health = v.InferOutput<typeof Health>;
