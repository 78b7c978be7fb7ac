import { Router } from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import { createAccessTokens } from './accounts/access-token.ts';
import { authenticate } from './accounts/authenticate.ts';
import { recogniseCaller } from './accounts/recognise-caller.ts';
import { createKeyRing } from './accounts/keys.ts';
import { createRateLimits, type RateLimits } from './accounts/rate-limits.ts';
import { createSignInTurns } from './accounts/sign-in-turns.ts';
import { serveAccounts } from './accounts/routes.ts';
import { serveRecovery } from './accounts/recovery-routes.ts';
import { serveAdministration } from './administration/routes.ts';
import { serveApplications } from './applications/routes.ts';
import { serveChanges } from './changes/routes.ts';
import type { Config } from './config.ts';
import { serveDocs } from './docs/serve-docs.ts';
import { serveEvents } from './events/routes.ts';
import { serveExports } from './exports/routes.ts';
import { allowExtensions } from './http/allow-extensions.ts';
import { answerProblems } from './http/answer-problems.ts';
import { logRequests } from './http/log-requests.ts';
import { compressJson } from './http/compress-json.ts';
import { noteAddress } from './http/client-address.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { serveOpenApi } from './http/openapi.ts';
import type { Api } from './http/serve.ts';
import { refuseUnknown } from './http/refuse-unknown.ts';
import { serveHealth } from './http/serve-health.ts';
import { serveMetrics } from './http/serve-metrics.ts';
import { setSecurityHeaders } from './http/set-security-headers.ts';
import { serveImports } from './imports/routes.ts';
import type { Database } from './postgres/pools.ts';
import type { WebFile } from './web/read-web-files.ts';
import { serveWeb } from './web/serve-web.ts';

/** What the application is made of. */
export interface AppParts {
  database: Database;
  config: Config;
  log: Logger;
  /** Kept in the database unless given. */
  rateLimits?: RateLimits;
  /** Without the process' own figures unless given. */
  metrics?: Metrics;
  /** The web page's files by their paths; none, and there is no page. */
  web?: ReadonlyMap<string, WebFile>;
}

/** Every route there is, bound to its handler. */
export function createRouter({ database, config, log, metrics = createMetrics(database), ...parts }: AppParts): Router {
  // Exact paths: one address for one thing, also for caches, logs and limits in front of us.
  const router = new Router({ sensitive: true, strict: true });
  const keys = createKeyRing(config.jwtKey, config.otherJwtKey);
  const limits = parts.rateLimits ?? createRateLimits({ pool: database.pipe, key: keys.current.limits, log });
  const restraints = { limits, inTurn: createSignInTurns() };
  const tokens = createAccessTokens(keys, config.publicUrl);
  const api: Api = {
    router,
    authenticate: (endpoint) => authenticate(database, tokens, endpoint),
    recognise: (ctx, endpoint) => recogniseCaller(ctx, database, tokens, endpoint),
  };

  serveHealth(router, database);
  serveMetrics(router, metrics, { token: config.metricsToken });
  serveOpenApi(router, config.publicUrl);
  serveDocs(router, config.publicUrl);
  serveAccounts(api, { database, registration: config.registration, tokens, keys }, restraints);
  serveRecovery(api, database, restraints);
  serveAdministration(api, { database, publicUrl: config.publicUrl });
  serveApplications(api, database);
  serveEvents(api, database);
  serveChanges(api, database);
  serveExports(api, database);
  serveImports(api, database);
  return router;
}

/** The Koa application: the contract's endpoints, health and problems. Opens no port and no connection, and keeps none. */
export function createApp(given: AppParts): Koa {
  const parts = { ...given, metrics: given.metrics ?? createMetrics(given.database) };
  const app = new Koa();
  app
    .use(logRequests(parts.log))
    .use(noteAddress(parts.config.trustedProxies))
    .use(parts.metrics.measure)
    .use(setSecurityHeaders())
    .use(allowExtensions())
    .use(compressJson())
    .use(answerProblems(parts.log));
  if (parts.web !== undefined) app.use(serveWeb(parts.web));
  app.use(createRouter(parts).routes()).use(refuseUnknown());
  // A reply that broke after it began (the reader left, the database went): its socket is closed by then, there is nothing to answer.
  app.on('error', (err) => parts.log.warn({ err }, 'a reply was cut short'));
  return app;
}
