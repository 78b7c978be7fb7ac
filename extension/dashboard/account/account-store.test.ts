import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProblemCode } from '../../../contract/index.ts';
import { ProblemError, TryLater } from '../../api/errors.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createFakeDatabases } from '../../testing/fake-databases.ts';
import { buildServices, OWNER, SERVER, SESSION } from '../testing/build-services.ts';
import { createAccountStore } from './account-store.ts';
import { inviteFrom, inviteIn, resetTokenIn } from './links.ts';
import { wordsFor } from './sign-in-form.tsx';

beforeEach(createFakeDatabases);
const body = { posting: { title: 'T', company: 'C', url: 'https://example.org/' } };
const credentials = { email: 'ada@example.org', password: 'correct horse battery' };
const problem = (code: ProblemCode, errors: { path: string; message: string }[] = []) =>
  new ProblemError({ type: 'about:blank', title: code, status: 400, code, errors });

describe('connecting', () => {
  it('asks for the host without its port, in the click, before anything is awaited', () => {
    const requestHost = vi.fn<(pattern: string) => Promise<boolean>>(async () => true);
    const { services } = buildServices(async () => {}, { requestHost });
    void createAccountStore(services).connect('localhost:3000');
    expect(requestHost).toHaveBeenCalledExactlyOnceWith('http://localhost/*');
  });

  it('remembers a server that speaks our API', async () => {
    const { services, kept } = buildServices(async () => {});
    const account = createAccountStore(services);
    expect(await account.connect('jackdaw.example.org')).toBeNull();
    expect(account.server.value).toBe(SERVER);
    expect(kept.get('server')).toBe(SERVER);
  });

  it('finds the server above a page of it', async () => {
    const { services } = buildServices(async () => {}, {
      fetch: async (input) => new Response(String(input) === `${SERVER}/healthz` ? '{"status":"alive"}' : '<html>', { status: 200 }),
    });
    const account = createAccountStore(services);
    expect(await account.connect('jackdaw.example.org/docs/start')).toBeNull();
    expect(account.server.value).toBe(SERVER);
  });

  it.each([
    ['a clock that is a day off', 'example.org', 'clock', { fetch: async () => new Response('{"status":"alive","now":1}') }],
    ['what is no address', 'not an address', 'address', {}],
    ['another scheme', 'ftp://example.org', 'address', {}],
    ['a refused permission', 'example.org', 'permission_refused', { requestHost: async () => false }],
    ['a server that does not answer', 'example.org', 'unreachable', { fetch: async () => Promise.reject(new TypeError('x')) }],
    ['a page that is something else', 'example.org', 'wrong_path', { fetch: async () => new Response('<html>', { status: 200 }) }],
    ['another API', 'example.org', 'wrong_path', { fetch: async () => new Response('{"error":"no"}', { status: 401 }) }],
    ['a proxy before a stopped server', 'example.org', 'unavailable', { fetch: async () => new Response('', { status: 502 }) }],
  ])('says so of %s', async (_name, address, fault, parts) => {
    const { services, kept } = buildServices(async () => {}, parts as never);
    const account = createAccountStore(services);
    expect(await account.connect(address)).toBe(fault);
    expect(account.server.value).toBeNull();
    expect(kept.size).toBe(0);
  });
});

describe('signing in', () => {
  async function connected(call: (name: string, ask: never) => Promise<unknown>) {
    const built = buildServices(call);
    const account = createAccountStore(built.services);
    await account.connect(SERVER);
    return { ...built, account };
  }

  it('adopts what was saved before, says how many, and tells the background', async () => {
    const { account, services, news } = await connected(async () => SESSION);
    await services.outbox.add(null, body);
    await services.outbox.add(null, body);
    await account.load();
    expect(account.unclaimed.value).toBe(2);
    expect(await account.signIn(credentials)).toEqual({ adopted: 2 });
    expect((await services.outbox.all()).map(({ owner }) => owner)).toEqual([OWNER, OWNER]);
    expect(account.unclaimed.value).toBe(0);
    expect(account.account.value?.user.email).toBe('ada@example.org');
    expect(news).toContain('sessionChanged');
  });

  it('sends only what signing up takes', async () => {
    const call = vi.fn<(name: string, ask: unknown) => Promise<unknown>>(async () => SESSION);
    const { account } = await connected(call);
    await account.signUp({ ...credentials, invite: 'abc' });
    expect(call).toHaveBeenCalledWith('signUp', { body: { ...credentials, invite: 'abc', device: 'Chrome on Linux', keep: 'body' } });
  });

  it('leaves everything as it was where it fails', async () => {
    const { account, services } = await connected(async () => Promise.reject(problem('wrong_credentials')));
    await services.outbox.add(null, body);
    expect(await account.signIn(credentials)).toMatchObject({ kind: 'problem', code: 'wrong_credentials' });
    expect((await services.outbox.all())[0]?.owner).toBeNull();
  });

  it('tells the way there from a refusal', async () => {
    const { account } = await connected(async () => Promise.reject(new TryLater('timeout')));
    expect(await account.signIn(credentials)).toEqual({ kind: 'later', reason: 'timeout' });
  });
});

describe('a link with an invite', () => {
  it.each([
    ['#/sign-up?invite=a%2Bb', 'a+b'],
    ['#/sign-up', ''],
    ['#/stage/applied?invite=x', ''],
    ['', ''],
  ])('%s', (hash, invite) => {
    expect(inviteIn(hash)).toBe(invite);
  });
});

describe('an invite in the form', () => {
  it.each([
    ['abc', 'abc'],
    ['https://jackdaw.example.org/#/sign-up?invite=a%2Bb', 'a+b'],
    ['https://jackdaw.example.org/#/sign-up', 'https://jackdaw.example.org/#/sign-up'],
  ])('typed as %s', (typed, invite) => {
    expect(inviteFrom(typed)).toBe(invite);
  });
});

describe('a link for a new password', () => {
  it.each([
    ['#/reset?token=a-b_c', 'a-b_c'],
    ['#/reset', ''],
    ['#/sign-up?token=a', ''],
  ])('%s', (hash, token) => {
    expect(resetTokenIn(hash)).toBe(token);
  });
});

describe('a fault of signing in', () => {
  const fault = (code: ProblemCode, fields = {}) => wordsFor({ kind: 'problem', code, fields }, true);
  it.each([
    ['wrong_credentials', 'password'],
    ['registration_closed', 'invite'],
    ['invite_invalid', 'invite'],
    ['email_taken', 'email'],
    ['user_disabled', 'form'],
    ['malformed', 'form'],
  ] as const)('%s is shown beside %s', (code, place) => {
    expect(Object.keys(fault(code))).toEqual([place]);
  });
  it('of one field is shown beside that field, with the reason', () => {
    expect(fault('invalid_input', { password: 'Must have at most 256 characters' }).password).toBe('At most 256 characters');
  });
  it('of an address that an invite is not for says so, for the address itself was looked at before', () => {
    const refused = { kind: 'problem', code: 'invalid_input', fields: { email: 'Is not the address' } } as const;
    expect(wordsFor(refused, true, true).email).toContain('invite');
    expect(wordsFor(refused, true).email).not.toContain('invite');
  });
});

describe('signing out', () => {
  async function signedIn(call: (name: string, ask: never) => Promise<unknown>) {
    const built = buildServices(async (name, ask) => (name === 'signIn' ? SESSION : call(name, ask)));
    const account = createAccountStore(built.services);
    await account.connect(SERVER);
    await account.signIn(credentials);
    await built.services.openLibrary(OWNER).put(buildApplication());
    return { ...built, account };
  }

  it('leaves nothing of the list, and keeps unsent saves locked to their owner', async () => {
    const { account, services } = await signedIn(async () => {});
    await services.outbox.add(OWNER, body);
    expect(await account.signOut('keep')).toEqual({ keptUnsent: 1, serverTold: true });
    expect(await services.openLibrary(OWNER).all()).toEqual([]);
    expect(account.account.value).toBeNull();
    expect(account.server.value).toBe(SERVER);
    const [entry] = await services.outbox.all();
    expect(entry?.owner).toEqual(OWNER);
  });

  it('leaves nothing of what a sync wrote while it was under way', async () => {
    const { account, services } = await signedIn(async () => {});
    const { clear } = services.session;
    services.session.clear = async () => {
      await services.openLibrary(OWNER).put(buildApplication());
      await clear();
    };
    await account.signOut('keep');
    expect(await services.openLibrary(OWNER).all()).toEqual([]);
  });

  it('takes everything along where the person says so, choices and drafts too; what was undone stays until the server knows', async () => {
    const { account, services, kept } = await signedIn(async () => Promise.reject(new TryLater('offline')));
    const undone = await services.outbox.add(OWNER, body);
    await services.outbox.begin(undone.id, 1);
    await services.outbox.withdraw(undone);
    await services.outbox.add(OWNER, body);
    await services.edits.add(OWNER, [{ id: undone.id, basedOn: 1, changes: { notes: 'mine' } }]);
    kept.set('views', 'a search of hers');
    kept.set('theme', 'dark');
    expect(await account.countUnsent()).toBe(2);
    expect(await account.signOut('remove')).toEqual({ keptUnsent: 0, serverTold: false });
    expect(await services.edits.all(OWNER)).toEqual([]);
    expect((await services.outbox.all()).map(({ state, body: { posting } }) => [state, posting.title])).toEqual([['withdrawn', '']]);
    expect([...kept.keys()].toSorted()).toEqual(['server', 'theme']);
  });

  it('works without the server, and says that it could not be told', async () => {
    const { account, services } = await signedIn(async () => Promise.reject(new TryLater('offline')));
    expect(await account.signOut('keep')).toEqual({ keptUnsent: 0, serverTold: false });
    expect(await services.openLibrary(OWNER).all()).toEqual([]);
  });

  it('everywhere does nothing here unless the server did it', async () => {
    const { account, services } = await signedIn(async () => Promise.reject(new TryLater('offline')));
    await expect(account.signOutEverywhere('keep')).rejects.toBeInstanceOf(TryLater);
    expect(account.account.value).not.toBeNull();
    expect(await services.openLibrary(OWNER).all()).toHaveLength(1);
  });
});
