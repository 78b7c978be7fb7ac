import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';

/** Postings served from loopback and shown under the addresses they have in the world, so that site rules see their host. */
export interface PageServer {
  /** Answers `url`, whatever its fragment, with this HTML from now on; `headers` in lower case come on top of the content type. */
  put(url: string, html: string, headers?: Record<string, string>): void;
  /** From now on this context sees nothing but the pages put here and loopback. */
  attach(context: BrowserContext): Promise<void>;
  close(): Promise<void>;
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

export async function servePages(): Promise<PageServer> {
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const server = createServer((request, response) => {
    const found = pages.get(decodeURIComponent((request.url ?? '/').slice(1)));
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8', ...found?.headers });
    response.end(found?.html ?? 'not here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    put(url, html, headers = {}) {
      pages.set(withoutFragment(url), { html, headers });
    },
    async attach(context) {
      await context.route(
        (url) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1',
        async (route) => {
          const url = withoutFragment(route.request().url());
          if (!pages.has(url)) return route.abort();
          const response = await route.fetch({ url: `${origin}/${encodeURIComponent(url)}` });
          return route.fulfill({ response });
        },
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
