import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { SECURITY_HEADERS, setSecurityHeaders } from '../backend/http/set-security-headers.ts';
import { serveWeb } from '../backend/web/serve-web.ts';
import { IMPORT_LIMITS, PROBLEMS } from '../contract/index.ts';

const nginx = readFileSync('deploy/nginx/nginx.conf', 'utf8');
const proxy = readFileSync('deploy/nginx/proxy.conf', 'utf8');
const compose = readFileSync('compose.yaml', 'utf8');

/** The headers that a file of nginx's adds, by their lower-case names. */
function addedHeaders(file: string): Record<string, string> {
  const lines = readFileSync(`deploy/nginx/${file}`, 'utf8').matchAll(/^add_header (\S+) (?:"([^"]*)"|(\S+)) always;$/gm);
  return Object.fromEntries([...lines].map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? '']));
}

/** The headers of a reply that say how it may be used, as nginx must send them too. */
function rulesOf(reply: Response): Record<string, string> {
  const rules = /^(?:content-security-policy|cross-origin-.*|x-content-type-options|referrer-policy)$/;
  return Object.fromEntries([...reply.headers].filter(([name]) => rules.test(name)));
}

describe('the web server of the compose set-up', () => {
  it('sends the page with the headers that a backend sends it with', async () => {
    const page = { type: 'text/html', body: Buffer.from('x'), gzipped: null, etag: '"x"', hashed: false };
    const app = new Koa().use(setSecurityHeaders()).use(serveWeb(new Map([['/', page]])));
    const server = app.listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(addedHeaders('page-headers.conf')).toEqual(rulesOf(reply));
    } finally {
      server.close();
    }
  });

  it('keeps the rules where a location adds headers of its own, which inherits none', () => {
    const locations = nginx.split(/^ {4}(?=location )/m).slice(1);
    const adding = locations.filter((location) => location.includes('add_header'));
    expect(adding.length).toBeGreaterThanOrEqual(4);
    expect(adding.filter((location) => !/include (?:page|problem)-headers\.conf;/.test(location))).toEqual([]);
    expect(nginx.split(/^ {4}location /m)[0]).not.toContain('add_header');
  });

  it('answers for backends that are away as they would', () => {
    const rules = Object.entries(SECURITY_HEADERS).map(([name, value]) => [name.toLowerCase(), value]);
    expect(addedHeaders('problem-headers.conf')).toEqual({ ...Object.fromEntries(rules), 'cache-control': 'no-store' });
    const replies = [...nginx.matchAll(/return (\d+) '(\{.*\})';/g)].map(([, status, body = '']) => [Number(status), JSON.parse(body)]);
    const problems = (['not_found', 'too_large', 'unavailable'] as const).map((code) => [
      PROBLEMS[code].status,
      { type: `urn:jackdaw:problem:${code}`, ...PROBLEMS[code], code },
    ]);
    expect(replies).toEqual(problems);
  });

  it('keeps no connection to a backend that may be closing it, and gives a backend time to end', () => {
    expect(proxy).toContain('proxy_set_header Connection close;');
    const drain = Number(/DRAIN_SECONDS: '(\d+)'/.exec(compose)?.[1]);
    const grace = Number(/stop_grace_period: (\d+)s\n\s+environment:\n\s+DATABASE_URL_FILE/.exec(compose)?.[1]);
    expect(drain).toBeGreaterThan(1);
    expect(drain + 30).toBeLessThanOrEqual(grace);
  });

  it('takes as large a body as a backend does', () => {
    expect(nginx).toContain('client_max_body_size 1m;');
    expect(readFileSync('backend/http/read-json.ts', 'utf8')).toContain('MAX_BODY_BYTES = 1024 * 1024;');
    const importing = /location = \/api\/imports \{[^}]*client_max_body_size (\d+)m;/.exec(nginx)?.[1];
    expect(Number(importing) * 1024 * 1024).toBeGreaterThan(IMPORT_LIMITS.bytes);
  });
});

describe('the compose set-up', () => {
  it('gives no secret as a variable', () => {
    expect(compose.match(/^\s+(?:\w*(?:PASSWORD|SECRET|DATABASE_URL))(?!_FILE)\w*:.*$/gm)).toBeNull();
  });

  it('shows in its dashboard only figures that there are', () => {
    const metrics = readFileSync('backend/http/metrics.ts', 'utf8');
    const dashboard = readFileSync('deploy/grafana.json', 'utf8');
    const shown = new Set([...dashboard.matchAll(/jackdaw_\w+/g)].map(([name]) => name.replace(/_(?:count|bucket|sum)$/, '')));
    expect(shown.size).toBeGreaterThanOrEqual(4);
    expect([...shown].filter((name) => !metrics.includes(`'${name}'`))).toEqual([]);
  });
});
