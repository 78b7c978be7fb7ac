import { Router } from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { allowExtensions } from './http/allow-extensions.ts';
import { answerProblems } from './http/answer-problems.ts';
import { logRequests } from './http/log-requests.ts';
import { refuseUnknown } from './http/refuse-unknown.ts';
import { serveHealth } from './http/serve-health.ts';
import { setSecurityHeaders } from './http/set-security-headers.ts';
import type { Database } from './postgres/pools.ts';

/** What the application is made of. */
export interface AppParts {
  database: Database;
  config: Config;
  log: Logger;
}

/** The Koa application: the contract's endpoints, health and problems. Opens no port and no connection, and keeps none. */
export function createApp({ database, log }: AppParts): Koa {
  const app = new Koa();
  // Exact paths: one address for one thing, also for caches, logs and limits in front of us.
  const router = new Router({ sensitive: true, strict: true });
  serveHealth(router, database);

  app
    .use(logRequests(log))
    .use(setSecurityHeaders())
    .use(allowExtensions())
    .use(answerProblems())
    .use(router.routes())
    .use(refuseUnknown());
  // A reply that broke after it began (the reader left, the database went): its socket is closed by then, there is nothing to answer.
  app.on('error', (err) => log.warn({ err }, 'a reply was cut short'));
  return app;
}
