import type { Problem, ProblemCode } from '../../contract/problem.ts';

/** The server understood and refused; repeating the same request gives the same answer. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/**
 * Why nothing can be said yet: `offline` no connection, `timeout` no answer in time, `rate_limited` 429, `unavailable` 502–504,
 * `server` any other 5xx, `strange_reply` something else than our server answered (a login page of a network, a proxy, a newer server).
 */
export type LaterReason = 'offline' | 'timeout' | 'rate_limited' | 'unavailable' | 'server' | 'strange_reply';

/** Whether the request took effect is unknown or it did not; the same request may be sent again. */
export class TryLater extends Error {
  readonly reason: LaterReason;
  /** What the server asked for with `Retry-After`. */
  readonly retryAfterMs: number | null;
  constructor(reason: LaterReason, retryAfterMs: number | null = null, cause?: unknown) {
    super(`try later: ${reason}`, { cause });
    this.name = 'TryLater';
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The session is over, by the server's word (`session_revoked`, `token_expired` of the refresh token …) or because nobody signed in (`unauthenticated`). */
export class SignedOut extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode) {
    super(`signed out: ${code}`);
    this.name = 'SignedOut';
    this.code = code;
  }
}
