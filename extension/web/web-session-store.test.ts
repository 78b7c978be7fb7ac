import { describe, expect, it } from 'vitest';
import { buildReply, buildUser, SERVER } from '../testing/build-session.ts';
import { createWebSessionStore } from './web-session-store.ts';

function memoryStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
const byCookie = { ...buildReply(1), refreshToken: null as never };

describe('the session of a web page', () => {
  it('leaves no token on the device', async () => {
    const storage = memoryStorage();
    const store = createWebSessionStore(storage);
    await store.keep(SERVER, buildReply(1));
    expect([...storage.kept.values()].join()).not.toMatch(/access-1|refresh-1/);
    expect(await store.tokens(SERVER)).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
  });

  it('knows after a reload who is signed in, and that a token has to be asked for', async () => {
    const storage = memoryStorage();
    await createWebSessionStore(storage).keep(SERVER, byCookie);
    const reloaded = createWebSessionStore(storage);
    expect(await reloaded.account()).toEqual({ server: SERVER, user: buildUser(), endedBy: null });
    expect(await reloaded.tokens(SERVER)).toEqual({ userId: buildUser().id, accessToken: null, refreshToken: null });
    expect(await reloaded.tokens('https://elsewhere.example')).toBeNull();
  });

  it('is ended by the server’s word, and then gives no token; a newer sign-in is left alone', async () => {
    const store = createWebSessionStore(memoryStorage());
    await store.keep(SERVER, buildReply(2));
    await store.end('refresh-1', 'session_revoked');
    expect((await store.account())?.endedBy).toBeNull();
    await store.end('refresh-2', 'session_revoked');
    expect((await store.account())?.endedBy).toBe('session_revoked');
    expect(await store.tokens(SERVER)).toBeNull();
  });

  it('is not brought back by a token that was renewed while somebody signed out', async () => {
    const storage = memoryStorage();
    const store = createWebSessionStore(storage);
    await store.keep(SERVER, byCookie);
    expect(await store.renew(SERVER, null, { ...byCookie, accessToken: 'access-2' })).toBe(true);
    await store.clear();
    expect(await store.renew(SERVER, null, byCookie)).toBe(false);
    expect([storage.kept.size, await store.account()]).toEqual([0, null]);
  });

  it('leaves nothing of the account behind after signing out', async () => {
    const storage = memoryStorage();
    const store = createWebSessionStore(storage);
    await store.keep(SERVER, byCookie);
    await store.clear();
    expect(storage.kept.size).toBe(0);
    expect(await store.account()).toBeNull();
  });
});
