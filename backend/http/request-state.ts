import type { Logger } from 'pino';
import type { ProblemError } from '../errors.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';

declare module 'koa' {
  /** What the outer layers know of a request, for the inner ones and for the log. */
  interface DefaultState {
    requestId: string;
    log: Logger;
    problem?: ProblemError;
    /** Set by `authenticate`. */
    signedIn?: SignedInUser;
  }
}
