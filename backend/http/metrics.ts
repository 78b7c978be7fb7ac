import { performance } from 'node:perf_hooks';
import type { Middleware } from 'koa';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { endpoints } from '../../contract/index.ts';
import type { Database } from '../postgres/pools.ts';

/** What this process counts about itself, for Prometheus: numbers by route and by pool, and nothing that names or belongs to a person. */
export interface Metrics {
  /** Times every request that passes. */
  measure: Middleware;
  /** Everything that was counted, in Prometheus' text format. */
  text(): Promise<string>;
  contentType: string;
}

// From a list answered at once to an export that takes its time.
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
const SAVE_OUTCOMES: Record<number, string> = { 201: 'created', 200: 'repeated' };

/** `ofProcess` adds this process' memory, CPU, event loop and garbage collection: once per process, they keep timers running. */
export function createMetrics(database: Pick<Database, 'use'>, { ofProcess = false }: { ofProcess?: boolean } = {}): Metrics {
  const register = new Registry();
  const registers = [register];
  if (ofProcess) collectDefaultMetrics({ register });

  const durations = new Histogram({
    name: 'jackdaw_http_request_duration_seconds',
    help: 'Time until a reply was sent or given up, by route as the contract writes it',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({ name: 'jackdaw_http_requests_in_flight', help: 'Requests being answered now', registers });
  const saves = new Counter({
    name: 'jackdaw_saves_total',
    help: 'Saves: created, repeated (the same again), refused, or failed (a fault here or in the database)',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['created', 'repeated', 'refused', 'failed']) saves.inc({ outcome }, 0);
  const connections = new Gauge({
    name: 'jackdaw_database_connections',
    help: 'Connections of each pool: used or idle; waiting counts requests that wait for one',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, use] of Object.entries(database.use())) {
        for (const [state, count] of Object.entries(use)) connections.set({ pool, state }, count);
      }
    },
  });

  return {
    async measure(ctx, next) {
      const startedAt = performance.now();
      inFlight.inc();
      ctx.res.once('close', () => {
        inFlight.dec();
        // Never the address itself: ids are the person's, and each would be a series of its own.
        const route = String(ctx['_matchedRoute'] ?? 'none');
        const { statusCode: status } = ctx.res;
        durations.observe({ method: ctx.method, route, status }, (performance.now() - startedAt) / 1000);
        if (ctx.method !== endpoints.saveApplication.method || route !== endpoints.saveApplication.path) return;
        saves.inc({ outcome: SAVE_OUTCOMES[status] ?? (status >= 500 ? 'failed' : 'refused') });
      });
      await next();
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
