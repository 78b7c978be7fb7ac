import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { PROBLEMS, type Problem } from '../contract/index.ts';
import { presentHealth } from './http/present-health.ts';
import { SECURITY_HEADERS } from './http/set-security-headers.ts';

/** Requests that are being answered when the server stops have this long to finish. */
const IN_FLIGHT_MS = 10_000;
const TRY_AGAIN_SECONDS = 5;

/** What stands between the port and the application. */
export type Door = { listener: RequestListener; open(app: RequestListener): void; close(server: Server): Promise<void> };

const { status, title } = PROBLEMS.unavailable;
const UNAVAILABLE = { type: 'urn:jackdaw:problem:unavailable', title, status, code: 'unavailable' } satisfies Problem;

function turnAway(response: ServerResponse): void {
  const headers = { 'Retry-After': TRY_AGAIN_SECONDS, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' };
  response.writeHead(status, { ...SECURITY_HEADERS, ...headers });
  response.end(JSON.stringify(UNAVAILABLE));
}

/**
 * The port is taken before the application is there and given up after it went; requests in between must be told something. Until
 * `open`, everything but liveness is 503. From `close` on, readiness is 503, while requests that still arrive are answered and told that
 * their connection ends. New connections are taken for `drainMs` more: a proxy needs that long to notice. `close` resolves when the last
 * request was answered, or 10 s after that.
 */
export function createDoor({ drainMs = 0 }: { drainMs?: number } = {}): Door {
  let app: RequestListener | undefined;
  let closing = false;

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url?.split('?')[0];
    if (closing) response.setHeader('Connection', 'close');
    if (app === undefined && path === '/healthz') {
      response.writeHead(200, { ...SECURITY_HEADERS, 'Content-Type': 'application/json' });
      response.end(JSON.stringify(presentHealth()));
    } else if (app === undefined || (closing && path === '/readyz')) {
      turnAway(response);
    } else {
      app(request, response);
    }
  };

  const close = async (server: Server): Promise<void> => {
    const wasOpen = app !== undefined && !closing;
    closing = true;
    if (!server.listening) return;
    if (wasOpen && drainMs > 0) await delay(drainMs);
    const closed = new Promise((resolve) => server.close(resolve));
    // server.close() ends the connections that are idle now; one that becomes idle later is ours to end.
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    const deadline = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_MS);
    await closed;
    clearInterval(idle);
    clearTimeout(deadline);
  };

  return {
    listener,
    open: (opened) => {
      app = opened;
    },
    close,
  };
}
