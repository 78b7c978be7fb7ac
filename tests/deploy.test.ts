import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const caddyfile = readFileSync('deploy/caddy/Caddyfile', 'utf8');
const compose = readFileSync('compose.yaml', 'utf8');

describe('the compose set-up', () => {
  it('sends the page with the policy that a backend sends it with', () => {
    const served = readFileSync('backend/web/serve-web.ts', 'utf8');
    const policy = /const POLICY = \[([^\]]+)\]/.exec(served)?.[1] ?? '';
    const directives = [...policy.matchAll(/"([^"]+)"/g)].map(([, directive]) => directive);
    expect(directives.length).toBeGreaterThan(5);
    expect(caddyfile).toContain(`Content-Security-Policy "${directives.join('; ')}"`);
  });

  it('keeps a connection to a backend for less time than a backend drains, and gives it time to end', () => {
    const keepalive = Number(/keepalive (\d+)s/.exec(caddyfile)?.[1]);
    const drain = Number(/DRAIN_SECONDS: '(\d+)'/.exec(compose)?.[1]);
    const grace = Number(/stop_grace_period: (\d+)s\n\s+environment:\n\s+DATABASE_URL_FILE/.exec(compose)?.[1]);
    expect(keepalive).toBeGreaterThan(0);
    expect(keepalive).toBeLessThan(drain);
    expect(drain + 30).toBeLessThanOrEqual(grace);
  });

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
