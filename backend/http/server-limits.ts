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

/**
 * How long a connection may do nothing while it is answered: longer than any request takes (an import that waits for others, an account
 * that is deleted in two minutes), and no longer, because a download that nobody reads holds one of the few connections to the database
 * that streams have.
 */
export const STALLED_MS = 300 * SECOND;
