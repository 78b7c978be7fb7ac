import { beforeEach, describe, expect, it } from 'vitest';
import { buildReply, SERVER } from '../testing/build-session.ts';
import { createExtensionSessionStore } from './extension-session-store.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';

function buildMemory() {
  const items: Record<string, unknown> = {};
  return {
    items,
    get: async (key: string) => (key in items ? { [key]: items[key] } : {}),
    set: async (added: Record<string, unknown>) => void Object.assign(items, added),
    remove: async (key: string) => void delete items[key],
  };
}

beforeEach(createFakeDatabases);

describe('the session of the extension', () => {
  it('survives the browser being closed, all but the access token', async () => {
    await createExtensionSessionStore(buildMemory()).keep(SERVER, buildReply(1));
    const afterRestart = createExtensionSessionStore(buildMemory());
    expect(await afterRestart.account()).toMatchObject({ server: SERVER, endedBy: null, user: { name: 'Mette' } });
    expect(await afterRestart.tokens(SERVER)).toMatchObject({ accessToken: null, refreshToken: 'refresh-1' });
  });

  it('keeps the refresh token out of the storage areas', async () => {
    const memory = buildMemory();
    await createExtensionSessionStore(memory).keep(SERVER, buildReply(1));
    expect(JSON.stringify(memory.items)).not.toContain('refresh');
    expect(JSON.stringify(memory.items)).toContain('access-1');
  });

  it('hands its tokens to no other server', async () => {
    const store = createExtensionSessionStore(buildMemory());
    await store.keep(SERVER, buildReply(1));
    expect(await store.tokens('https://jackdaw.example.org.evil.example')).toBeNull();
  });

  it('leaves the owner known when the server ends it', async () => {
    const memory = buildMemory();
    const store = createExtensionSessionStore(memory);
    await store.keep(SERVER, buildReply(1));
    await store.end('refresh-1', 'session_revoked');
    expect(await store.account()).toMatchObject({ endedBy: 'session_revoked', user: { name: 'Mette' } });
    expect(await store.tokens(SERVER)).toBeNull();
    expect(memory.items).toEqual({});
  });

  it('is not ended by the late refusal of an older one', async () => {
    const store = createExtensionSessionStore(buildMemory());
    await store.keep(SERVER, buildReply(2));
    await store.end('refresh-1', 'session_reused');
    expect(await store.tokens(SERVER)).toMatchObject({ refreshToken: 'refresh-2' });
  });

  it('is renewed for as long as it is the one that was asked for, and not after signing out', async () => {
    const memory = buildMemory();
    const store = createExtensionSessionStore(memory);
    await store.keep(SERVER, buildReply(1));
    expect(await store.renew(SERVER, 'refresh-1', buildReply(2))).toBe(true);
    expect(await store.tokens(SERVER)).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2' });
    expect(await store.renew(SERVER, 'refresh-1', buildReply(3))).toBe(false);
    await store.clear();
    expect(await store.renew(SERVER, 'refresh-2', buildReply(3))).toBe(false);
    expect([await store.account(), memory.items]).toEqual([null, {}]);
  });

  it('leaves nothing behind when it is cleared', async () => {
    const memory = buildMemory();
    const store = createExtensionSessionStore(memory);
    await store.keep(SERVER, buildReply(1));
    await store.clear();
    expect([await store.account(), await store.tokens(SERVER), memory.items]).toEqual([null, null, {}]);
  });

  it('does not believe what it can not read', async () => {
    const store = createExtensionSessionStore({ ...buildMemory(), get: async () => ({ accessToken: 'a bare string' }) });
    await store.keep(SERVER, buildReply(1));
    expect(await store.tokens(SERVER)).toMatchObject({ accessToken: null });
  });
});
