import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { ProblemError } from '../errors.ts';

declare module 'koa' {
  /** What the outer layers know of a request, for the inner ones and for the log. */
  interface DefaultState {
    requestId: string;
    problem?: ProblemError;
  }
}

/**
 * Gives every request an id (`X-Request-Id` in the reply, `instance` in a problem) and one line in the log: the route as written in the
 * contract, never the address itself, because ids and search texts are the person's.
 */
export function logRequests(log: Logger): Middleware {
  return async (ctx, next) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    ctx.state.requestId = requestId;
    ctx.set('X-Request-Id', requestId);
    ctx.res.once('close', () => {
      const { problem, signedIn } = ctx.state;
      log.info(
        {
          requestId,
          method: ctx.method,
          route: ctx['_matchedRoute'] ?? 'none',
          status: ctx.res.statusCode,
          ms: Math.round(performance.now() - startedAt),
          ...(ctx.res.writableFinished ? {} : { aborted: true }),
          ...(problem === undefined ? {} : { code: problem.code }),
          ...(signedIn === undefined ? {} : { userId: signedIn.id }),
        },
        'request',
      );
    });
    await next();
  };
}
