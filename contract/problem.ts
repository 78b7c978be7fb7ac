import * as v from 'valibot';

/** Every code a reply that is not 2xx can carry, with its HTTP status and title. Codes are stable; sentences may change. */
export const PROBLEMS = {
  malformed: { status: 400, title: 'The request could not be read' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  wrong_credentials: { status: 401, title: 'E-mail or password is wrong' },
  token_expired: { status: 401, title: 'The access token has expired' },
  token_invalid: { status: 401, title: 'The token is not valid' },
  session_revoked: { status: 401, title: 'This session was signed out' },
  session_reused: { status: 401, title: 'This session was signed out because an old token was used again' },
  user_disabled: { status: 401, title: 'This account is disabled' },
  forbidden: { status: 403, title: 'Not allowed' },
  registration_closed: { status: 403, title: 'New accounts need an invite here' },
  invite_invalid: { status: 403, title: 'This invite was used, has expired, or is none of ours' },
  link_invalid: { status: 403, title: 'This link was used, has expired, or is none of ours' },
  not_found: { status: 404, title: 'There is no such thing here' },
  method_not_allowed: { status: 405, title: 'That method is not offered here' },
  conflict: { status: 409, title: 'It was changed elsewhere meanwhile' },
  id_reused: { status: 409, title: 'This id already holds something else' },
  last_administrator: { status: 409, title: 'Somebody has to stay administrator' },
  too_many_tokens: { status: 409, title: 'There are as many API tokens as there may be: end one first' },
  email_taken: { status: 409, title: 'There is already an account with this e-mail address' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  invalid_input: { status: 422, title: 'Some fields are not valid' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on the server' },
  unavailable: { status: 503, title: 'The server can not do this right now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** One field of a body that was not valid; `path` is dotted: `posting.salary.min`. */
const InvalidField = v.object({ path: v.string(), message: v.string() });

/** One field that both sides changed: what the caller sent, and what is there. */
export const FieldConflict = v.object({ field: v.string(), yours: v.unknown(), theirs: v.unknown() });
export type FieldConflict = v.InferOutput<typeof FieldConflict>;

/** The body of every reply that is not 2xx: `application/problem+json`, RFC 9457. Clients must tolerate members they do not know. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.picklist(PROBLEM_CODES),
  detail: v.optional(v.string()),
  /** The request's id, as in the server's log. */
  instance: v.optional(v.string()),
  errors: v.optional(v.array(InvalidField)),
  conflicts: v.optional(v.array(FieldConflict)),
  /** Why a file cannot be imported: one of `IMPORT_REFUSALS`. A client must tolerate one that it does not know. */
  refusal: v.optional(v.string()),
  /** The application as it is now, beside a conflict. */
  current: v.optional(v.unknown()),
});
export type Problem = v.InferOutput<typeof Problem>;
