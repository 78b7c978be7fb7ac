import type { Middleware } from 'koa';
import { ProblemError } from '../errors.ts';

interface MatchedLayer {
  methods: string[];
}

/** Behind the router: what it did not answer is an unknown path, or a known one with another method. */
export function refuseUnknown(): Middleware {
  return async (ctx) => {
    const matched: MatchedLayer[] = ctx['matched'] ?? [];
    const allowed = new Set(matched.flatMap(({ methods }) => methods));
    if (allowed.size === 0) throw new ProblemError('not_found');
    ctx.set('Allow', [...allowed].join(', '));
    throw new ProblemError('method_not_allowed');
  };
}
