import type { ServerOptions } from 'node:http';

const SECOND = 1000;

/**
 * How long a client may take: ten seconds for the headers, thirty for all of a request. Node looks after them every half minute unless
 * told; every five seconds, a slow connection ends within forty.
 */
export const SERVER_LIMITS = {
  headersTimeout: 10 * SECOND,
  requestTimeout: 30 * SECOND,
  keepAliveTimeout: 15 * SECOND,
  connectionsCheckingInterval: 5 * SECOND,
} as const satisfies ServerOptions;
