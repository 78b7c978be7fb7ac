import { createHash, timingSafeEqual } from 'node:crypto';
import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { ProblemError } from '../errors.ts';
import type { Metrics } from './metrics.ts';

/** Who may read the metrics: the holder of a token, or, without one, a program on this machine. */
export type MetricsAccess = { token: string | undefined };

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const OUR_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
/** What a proxy sends with strangers' requests, and a browser with a page's. */
const ON_BEHALF = ['X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Forwarded', 'Via', 'Origin'];

/** A request of this machine's own: a proxy beside us hands on strangers' requests from the same address. */
function isLocal(ctx: Context): boolean {
  const name = ctx.get('Host').replace(/:\d+$/, '').toLowerCase();
  return LOOPBACK.has(ctx.req.socket.remoteAddress ?? '') && OUR_NAMES.has(name) && ON_BEHALF.every((header) => ctx.get(header) === '');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function mayRead(ctx: Context, { token }: MetricsAccess): boolean {
  if (token === undefined) return isLocal(ctx);
  // Of one length, whatever was sent, and compared in one time.
  return timingSafeEqual(digest(ctx.get('Authorization')), digest(`Bearer ${token}`));
}

/** `/metrics` for Prometheus. For everybody else there is no such thing here. */
export function serveMetrics(router: Router, metrics: Metrics, access: MetricsAccess): void {
  router.get('/metrics', async (ctx) => {
    if (!mayRead(ctx, access)) throw new ProblemError('not_found');
    ctx.set('Cache-Control', 'no-store');
    ctx.type = metrics.contentType;
    ctx.body = await metrics.text();
  });
}
