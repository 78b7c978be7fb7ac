import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';

/** Postings served from loopback and shown under the addresses they have in the world, so that site rules see their host. */
export interface PageServer {
  /** Answers `url`, whatever its fragment, with this HTML from now on; `headers` in lower case come on top of the content type. */
  put(url: string, html: string, headers?: Record<string, string>): void;
  /** Where the page lies on loopback: for whoever need not see it under its own address. */
  addressOf(url: string): string;
  /** From now on this context sees nothing but the pages put here and loopback. */
  attach(context: BrowserContext): Promise<void>;
  /** A browser that has it for its proxy sees nothing else either, if it is not on loopback: for addresses that begin with http:. */
  port: number;
  close(): Promise<void>;
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

const HTML = 'text/html; charset=utf-8';

/** The headers of a saved page, with which its scripts do not run and nothing is fetched. */
export const STILL = { 'content-security-policy': "default-src 'none'" };

/** A saved page that stays where it is: no policy stops a refresh, short of `sandbox`, which would also show what is in <noscript>. */
export const still = (html: string): string => html.replaceAll(/http-equiv\s*=\s*["']?refresh\b(\s*["'])?/gi, 'data-no-refresh');

export async function servePages(): Promise<PageServer> {
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const server = createServer((request, response) => {
    const asked = request.url ?? '/';
    // A whole address is what a proxy is asked.
    const found = pages.get(asked.startsWith('http:') ? withoutFragment(asked) : decodeURIComponent(asked.slice(1)));
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': HTML, ...found?.headers });
    response.end(found?.html ?? 'not here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const addressOf = (url: string) => `${origin}/${encodeURIComponent(withoutFragment(url))}`;
  return {
    port,
    put(url, html, headers = {}) {
      pages.set(withoutFragment(url), { html, headers });
    },
    addressOf,
    async attach(context) {
      await context.route(
        (url) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1',
        async (route) => {
          const page = pages.get(withoutFragment(route.request().url()));
          if (!page) return route.abort();
          return route.fulfill({ status: 200, headers: { 'content-type': HTML, ...page.headers }, body: page.html });
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
