import type { Router } from '@koa/router';
import { ProblemError } from '../errors.ts';
import { isMigrated } from '../postgres/migrate.ts';
import type { Database } from '../postgres/pools.ts';
import { presentHealth } from './present-health.ts';

/** `/healthz`: the process answers. `/readyz`: so does its database, with every migration in it; 503 otherwise. */
export function serveHealth(router: Router, { knex }: Database): void {
  router.get('/healthz', (ctx) => {
    ctx.body = presentHealth();
  });
  router.get('/readyz', async (ctx) => {
    if (!(await isMigrated(knex))) throw new ProblemError('unavailable', { detail: 'The schema is not up to date.', retryAfterSeconds: 5 });
    ctx.body = { status: 'ready' };
  });
}
