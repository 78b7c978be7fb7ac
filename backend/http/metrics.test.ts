import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

/** fetch neither lets one choose the Host nor the Origin. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    http.get(`${url}/metrics`, { headers, agent: false }, (reply) => resolve(reply.resume().statusCode)).on('error', reject);
  });
}

describe('/metrics', () => {
  it('counts requests by route and saves by what became of them, and holds nothing of a person’s', async () => {
    const { accessToken: token, user } = await app.signUp('canary@example.org');
    const { id } = await app.save(token);
    await app.ask('PUT', `/api/applications/${id}`, { token, body: { surprise: true } });
    await app.ask('GET', `/api/applications/${id}`, { token });
    await app.ask('GET', '/canary-path?q=canary-query', { token });
    const { text, headers } = await app.ask('GET', '/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toMatch(/^jackdaw_http_request_duration_seconds_count\{method="GET",route="\/api\/applications\/:id",status="200"\} 1$/m);
    expect(text).toMatch(/^jackdaw_http_request_duration_seconds_count\{method="GET",route="none",status="404"\} 1$/m);
    expect(text).toMatch(/^jackdaw_saves_total\{outcome="created"\} 1$/m);
    expect(text).toMatch(/^jackdaw_saves_total\{outcome="refused"\} 1$/m);
    expect(text).toMatch(/^jackdaw_saves_total\{outcome="failed"\} 0$/m);
    expect(text).toMatch(/^jackdaw_http_requests_in_flight 1$/m);
    expect(text).toMatch(/^jackdaw_database_connections\{pool="pipe",state="idle"\} [1-9]/m);
    expect(text).toMatch(/^jackdaw_database_connections\{pool="models",state="waiting"\} 0$/m);
    for (const secret of [id, user.id, 'canary', token]) expect(text).not.toContain(secret);
  });

  it('is not there for who comes through a proxy, from a web page, an extension or under another name', async () => {
    expect(await statusOf(app.url, {})).toBe(200);
    expect(await statusOf(app.url, { Host: 'localhost' })).toBe(200);
    for (const headers of [
      { 'X-Forwarded-For': '127.0.0.1' },
      { Forwarded: 'for=127.0.0.1' },
      { Via: '1.1 proxy' },
      { 'X-Real-IP': '10.0.0.1' },
      { Origin: 'https://evil.example' },
      { Origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' },
      { Host: 'jackdaw.example.org' },
      { Host: 'localhost.evil.example' },
      { Authorization: 'Bearer anything', Host: 'rebound.example:4747' },
    ]) {
      expect(await statusOf(app.url, headers as Record<string, string>), JSON.stringify(headers)).toBe(404);
    }
  });

  it('with a token set is for its holder alone, wherever from', async () => {
    const metricsToken = randomUUID();
    const other = await startTestApp(app.database, { config: { metricsToken } });
    onTestFinished(() => other.close());
    const away = { Host: 'jackdaw.example.org', 'X-Forwarded-For': '192.0.2.1' };
    expect(await statusOf(other.url, { ...away, Authorization: `Bearer ${metricsToken}` })).toBe(200);
    for (const Authorization of ['', 'Bearer ', `Bearer ${metricsToken}x`, metricsToken, `Basic ${metricsToken}`]) {
      expect(await statusOf(other.url, { Authorization }), Authorization).toBe(404);
    }
    expect(await statusOf(other.url, {})).toBe(404);
  });
});
