import { describe, expect, it } from 'vitest';
import { SignedOut, TryLater } from '../api/errors.ts';
import { buildSessionStore } from '../testing/build-session.ts';
import { addressOf, diagnose, type DiagnoseServices } from './diagnose.ts';

const SERVER = 'https://jackdaw.example.org';
const NOW = Date.parse('2026-11-22T12:00:00Z');
const alive = (more = {}) => new Response(JSON.stringify({ status: 'alive', api: 1, now: NOW, ...more }));
const html = (status = 200) => new Response('<!doctype html><title>It works</title>', { status });
const refused = () => Promise.reject(new TypeError('Failed to fetch'));

/** A world in which all is well but for what a test says. */
async function ask(parts: Partial<DiagnoseServices> & { answers?: (url: string) => Response | Promise<Response> } = {}, server = SERVER) {
  const asked: string[] = [];
  const { answers = () => alive(), ...over } = parts;
  const diagnosis = await diagnose(addressOf(server), {
    fetch: async (input) => {
      asked.push(String(input));
      return await answers(String(input));
    },
    hasHost: async () => true,
    online: () => true,
    session: buildSessionStore(undefined, SERVER),
    createApi: () => ({ call: (async () => ({})) as never }),
    now: () => NOW,
    ...over,
  });
  return { ...diagnosis, asked };
}

describe('the connection doctor', () => {
  it('finds nothing where all is well, and asks once', async () => {
    expect(await ask()).toEqual({ failed: null, trouble: null, elsewhere: null, clockAheadMs: 0, asked: [`${SERVER}/healthz`] });
  });

  it('asks nobody before the browser allows it', async () => {
    expect(await ask({ hasHost: async () => false })).toMatchObject({ failed: 'permission', trouble: 'permission', asked: [] });
  });

  it.each([
    ['nothing answers', { answers: refused }, 'reach', 'unreachable'],
    ['this device is offline', { answers: refused, online: () => false }, 'reach', 'offline'],
    [
      'plain http answers where https does not',
      { answers: (url: string) => (url.startsWith('http:') ? html(400) : refused()) },
      'reach',
      'certificate',
    ],
    [
      'a Jackdaw speaks http only, which a page that reads nothing may not ask',
      {
        fetch: async (input: unknown, init?: RequestInit) =>
          String(input).startsWith('http:') && init?.mode !== 'no-cors' ? alive() : refused(),
      },
      'reach',
      'certificate',
    ],
    ['a proxy answers for a server that is down', { answers: () => html(502) }, 'reach', 'unavailable'],
    ['a web page answers', { answers: () => html() }, 'jackdaw', 'wrong_path'],
    ['another program has a /healthz', { answers: () => new Response('{"status":"ok"}') }, 'jackdaw', 'wrong_path'],
    ['it sends one elsewhere', { answers: () => html(302) }, 'jackdaw', 'redirected'],
    ['this clock is a year behind', { now: () => NOW - 365 * 86_400_000 }, 'clock', 'clock'],
    ['this clock is an hour ahead', { now: () => NOW + 3_600_000 }, 'clock', 'clock'],
    ['the server speaks a newer API', { answers: () => alive({ api: 2 }) }, 'version', 'server_newer'],
    ['the server speaks an older API', { answers: () => alive({ api: 0 }) }, 'version', 'server_older'],
    ['nobody signed in', { session: buildSessionStore(null) }, 'session', 'not_signed_in'],
    ['somebody signed in elsewhere', { session: buildSessionStore(undefined, 'https://other.example') }, 'session', 'not_signed_in'],
    [
      'the session was ended',
      { createApi: () => ({ call: (async () => Promise.reject(new SignedOut('session_revoked'))) as never }) },
      'session',
      'session_ended',
    ],
    [
      'the server goes away meanwhile',
      { createApi: () => ({ call: (async () => Promise.reject(new TryLater('unavailable'))) as never }) },
      'reach',
      'unavailable',
    ],
  ])('where %s', async (_what, parts, failed, trouble) => {
    expect(await ask(parts as never)).toMatchObject({ failed, trouble });
  });

  it('calls a clock that is a minute off well, and a server that does not say its time or version too', async () => {
    expect(await ask({ now: () => NOW + 60_000 })).toMatchObject({ failed: null, clockAheadMs: 60_000 });
    expect(await ask({ answers: () => new Response('{"status":"alive"}') })).toMatchObject({ failed: null, clockAheadMs: null });
  });

  it('finds Jackdaw above a path that is too long', async () => {
    const answers = (url: string) => (url === `${SERVER}/jobs/healthz` ? alive() : html(404));
    expect(await ask({ answers }, `${SERVER}/jobs/api/v1`)).toMatchObject({ trouble: 'wrong_path', elsewhere: `${SERVER}/jobs` });
  });
});
