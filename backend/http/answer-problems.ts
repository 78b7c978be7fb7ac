import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { PROBLEMS, type Problem } from '../../contract/index.ts';
import type { ProblemError } from '../errors.ts';
import { problemOf } from './problem-of.ts';

/** The reply's body for a problem: RFC 9457, with the request's id as `instance`. */
function presentProblem(problem: ProblemError, requestId: string): Problem {
  return {
    type: `urn:jackdaw:problem:${problem.code}`,
    title: PROBLEMS[problem.code].title,
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    instance: requestId,
    ...problem.members,
  };
}

function answer(ctx: Context, problem: ProblemError): void {
  ctx.status = problem.status;
  if (problem.retryAfterSeconds !== undefined) ctx.set('Retry-After', String(Math.max(1, Math.ceil(problem.retryAfterSeconds))));
  // RFC 9110 wants a challenge with every 401.
  if (problem.status === 401) ctx.set('WWW-Authenticate', 'Bearer realm="jackdaw"');
  // The rest of such a body is not waited for.
  if (problem.status === 413) ctx.set('Connection', 'close');
  ctx.body = JSON.stringify(presentProblem(problem, ctx.state.requestId));
  ctx.type = 'application/problem+json';
}

/** Turns whatever is thrown below it into a problem, and logs what is our own fault with its cause. */
export function answerProblems(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const problem = problemOf(error);
      ctx.state.problem = problem;
      // What went wrong is worth a stack; what was refused is not.
      if (problem.status >= 500) {
        const { requestId } = ctx.state;
        log.error({ requestId, err: problem.cause ?? problem, code: problem.code }, 'request failed');
      }
      answer(ctx, problem);
    }
  };
}
