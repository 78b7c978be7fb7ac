import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Koa from 'koa';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerProblems } from '../http/answer-problems.ts';
import { refuseUnknown } from '../http/refuse-unknown.ts';
import { setSecurityHeaders } from '../http/set-security-headers.ts';
import { readWebFiles } from './read-web-files.ts';
import { serveWeb } from './serve-web.ts';

let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-web-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), `<!doctype html><title>Jackdaw</title>${'<!-- -->'.repeat(200)}`);
  writeFileSync(path.join(folder, 'assets/index-abc.js'), 'export {};\n'.repeat(500));
  writeFileSync(path.join(folder, '.env'), 'SECRET=1');
  const app = new Koa();
  app
    .use(setSecurityHeaders())
    .use(answerProblems(pino({ level: 'silent' })))
    .use(serveWeb(readWebFiles(folder)))
    .use(refuseUnknown());
  server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

describe('the web page', () => {
  it('is at the root, asked for anew each time, under a policy that lets nothing but our own files run', async () => {
    const page = await fetch(`${url}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('content-encoding')).toBe('gzip');
    expect(await page.text()).toContain('<title>Jackdaw</title>');
  });

  it('is not sent again to who has it', async () => {
    const etag = (await fetch(`${url}/`)).headers.get('etag') ?? '';
    const again = await fetch(`${url}/`, { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('has assets that are kept for ever, because their names change with them', async () => {
    const asset = await fetch(`${url}/assets/index-abc.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await asset.text()).toHaveLength(5_500);
    const plain = await fetch(`${url}/assets/index-abc.js`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  it.each(['/api/nothing', '/assets/index-abd.js', '/.env', '/assets/../.env', '/assets/%2e%2e/.env', '/index.html', '//', '/assets/'])(
    'leaves %s a problem',
    async (place) => {
      const reply = await fetch(url + place);
      expect(reply.status).toBe(404);
      expect(reply.headers.get('content-type')).toContain('application/problem+json');
      expect(reply.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    },
  );

  it('answers HEAD, and nothing that would change something', async () => {
    expect((await fetch(`${url}/`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${url}/`, { method: 'POST' })).status).toBe(404);
  });

  it('is nothing at all where it was not built', () => {
    expect(readWebFiles(path.join(folder, 'assets')).size).toBe(0);
  });
});
