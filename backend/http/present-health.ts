import { API_VERSION, type Health } from '../../contract/health.ts';

/** What `/healthz` says: a client tells by it what is wrong with a connection. */
export function presentHealth(): Health {
  return { status: 'alive', api: API_VERSION, now: Date.now() };
}
