import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { ProblemCode, Session, User } from '../../../contract/index.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { sameOwner, type Owner } from '../../api/owner.ts';
import { parseServerAddress } from '../../api/server-address.ts';
import type { Account } from '../../api/session-store.ts';
import { diagnose, type Trouble } from '../../connection/diagnose.ts';
import type { OutboxEntry } from '../../outbox/outbox.ts';
import { THEME_KEY } from '../../ui/theme.ts';
import type { Services } from '../services.ts';

export type ConnectFault = 'address' | 'permission_refused' | Exclude<Trouble, 'permission' | 'not_signed_in' | 'session_ended'>;
/** A fault of signing in: a problem's code, or a field that is not valid, or the way there. */
export type SignInFault =
  | { kind: 'problem'; code: ProblemCode; fields: Readonly<Record<string, string>> }
  | { kind: 'later'; reason: TryLater['reason'] };

export interface Credentials {
  email: string;
  password: string;
  name?: string;
  invite?: string;
}

/** What becomes of saves and edits that no server has: they stay on this device, locked to their account, or go for good. */
export type UnsentChoice = 'keep' | 'remove';

export interface SignedOutReport {
  /** Saves and edits of this account that no server has and that stay on this device. */
  keptUnsent: number;
  /** The server could not be told; its session ends by itself later. */
  serverTold: boolean;
}

export interface AccountStore {
  /** Undefined while it is being read. */
  account: ReadonlySignal<Account | null | undefined>;
  /** The server that signing in will talk to. */
  server: ReadonlySignal<string | null>;
  owner: ReadonlySignal<Owner | null>;
  /** Saves that wait for somebody to sign in. */
  unclaimed: ReadonlySignal<number>;
  load: () => Promise<void>;
  /** The account has another name or address now. */
  rename: (user: User) => Promise<void>;
  /** Another session in place of the one before, as after a new password. */
  renew: (server: string, session: Session) => Promise<void>;
  /** Must be called in the click, because browsers show a permission prompt only then. */
  connect: (address: string) => Promise<ConnectFault | null>;
  /** Back to choosing a server. */
  disconnect: () => void;
  signIn: (credentials: Credentials) => Promise<SignInFault | { adopted: number }>;
  signUp: (credentials: Credentials) => Promise<SignInFault | { adopted: number }>;
  /** Saves and edits that signing out would leave unsent. */
  countUnsent: () => Promise<number>;
  signOut: (unsent: UnsentChoice) => Promise<SignedOutReport>;
  /** Throws what the client throws; then nothing has changed. */
  signOutEverywhere: (unsent: UnsentChoice) => Promise<SignedOutReport>;
}

const SERVER_KEY = 'server';
/** Nobody's in particular, and of use to the next. */
const OF_THE_DEVICE: ReadonlySet<string> = new Set([SERVER_KEY, THEME_KEY]);

/** Whose device this is: which server, who is signed in, and how one comes in and leaves. */
export function createAccountStore(services: Services): AccountStore {
  const { session, outbox, storage } = services;
  const account = signal<Account | null | undefined>(undefined);
  const chosen = signal<string | null>(services.home ?? storage.getItem(SERVER_KEY));
  const unclaimed = signal(0);
  const server = computed(() => account.value?.server ?? chosen.value);
  const owner = computed<Owner | null>((previous: Owner | null = null) => {
    const now = account.value ? { server: account.value.server, userId: account.value.user.id } : null;
    return sameOwner(previous, now) ? previous : now;
  });

  async function load(): Promise<void> {
    account.value = await session.account();
    unclaimed.value = (await outbox.all()).filter((entry) => entry.owner === null).length;
  }

  async function enter(name: 'signIn' | 'signUp', credentials: Credentials): Promise<SignInFault | { adopted: number }> {
    const to = server.value;
    if (to === null) throw new Error('Connect to a server first');
    try {
      const { email, password } = credentials;
      const api = services.createApi(to);
      const { device, keep } = services;
      const reply =
        name === 'signIn'
          ? await api.call('signIn', { body: { email, password, device, keep } })
          : await api.call('signUp', { body: { ...credentials, device, keep } });
      await session.keep(to, reply);
      const adopted = (await outbox.all()).filter((entry) => entry.owner === null).length;
      await outbox.claim({ server: to, userId: reply.user.id });
      services.announce('sessionChanged');
      await load();
      return { adopted };
    } catch (error) {
      return faultOf(error);
    }
  }

  async function unsentOf(whose: Owner): Promise<{ saves: OutboxEntry[]; edits: number }> {
    const saves = (await outbox.all()).filter((entry) => sameOwner(entry.owner, whose));
    return { saves, edits: (await services.edits.all(whose)).length };
  }
  const countOf = ({ saves, edits }: { saves: OutboxEntry[]; edits: number }) =>
    saves.filter(({ state }) => state !== 'withdrawn').length + edits;

  /** What this page remembers for a person: views, columns, searches. What belongs to the device stays. */
  function forgetChoices(): void {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key !== null);
    for (const key of keys) if (!OF_THE_DEVICE.has(key)) storage.removeItem(key);
  }

  async function leave(choice: UnsentChoice): Promise<SignedOutReport> {
    const leaving = account.value;
    if (!leaving) return { keptUnsent: 0, serverTold: true };
    const whose: Owner = { server: leaving.server, userId: leaving.user.id };
    const tokens = await session.tokens(leaving.server);
    // The device first: whatever the network does, nothing of this person is readable here afterwards.
    await services.openLibrary(whose).remove();
    await services.drafts.clear();
    const unsent = await unsentOf(whose);
    if (choice === 'remove') {
      await services.edits.clear(whose);
      // What was undone stays until the server was told; there is nothing in it but an id.
      for (const { id, state } of unsent.saves) if (state !== 'withdrawn') await outbox.remove(id);
    }
    await session.clear();
    // Once more: what a sync that was under way has written in between.
    await services.openLibrary(whose).remove();
    forgetChoices();
    storage.setItem(SERVER_KEY, leaving.server);
    chosen.value = leaving.server;
    services.announce('sessionChanged');
    const keptUnsent = countOf(await unsentOf(whose));
    await load();
    if (!tokens) return { keptUnsent, serverTold: true };
    try {
      await services
        .createApi(leaving.server)
        .call('signOut', { body: tokens.refreshToken === null ? {} : { refreshToken: tokens.refreshToken } });
      return { keptUnsent, serverTold: true };
    } catch (error) {
      if (!(error instanceof TryLater || error instanceof ProblemError)) throw error;
      return { keptUnsent, serverTold: false };
    }
  }

  return {
    account,
    server,
    owner,
    unclaimed,
    load,
    async rename(user) {
      const now = account.value;
      const tokens = now && (await session.tokens(now.server));
      if (!now || !tokens) return;
      const { accessToken, refreshToken } = tokens;
      if (accessToken !== null) await session.keep(now.server, { accessToken, refreshToken, expiresIn: 0, user });
      services.announce('sessionChanged');
      await load();
    },
    async renew(to, renewed) {
      await session.keep(to, renewed);
      services.announce('sessionChanged');
      await load();
    },
    async connect(address) {
      const parsed = parseServerAddress(address);
      if (!parsed) return 'address';
      if (!(await services.requestHost(parsed.hostPattern))) return 'permission_refused';
      const { fetch, session: whose, createApi, now } = services;
      // The leave that was just given need not be asked for again.
      const found = await diagnose(parsed, {
        fetch,
        hasHost: async () => true,
        online: () => services.online.value,
        session: whose,
        createApi,
        now,
      });
      const { trouble, elsewhere } = found;
      const isFault = trouble !== null && trouble !== 'permission' && trouble !== 'not_signed_in' && trouble !== 'session_ended';
      // An address copied from a page of the server, or of its documentation, still tells which server is meant.
      if (isFault && elsewhere === null) return trouble;
      storage.setItem(SERVER_KEY, elsewhere ?? parsed.server);
      chosen.value = elsewhere ?? parsed.server;
      return null;
    },
    disconnect() {
      storage.removeItem(SERVER_KEY);
      chosen.value = null;
    },
    signIn: (credentials) => enter('signIn', credentials),
    signUp: (credentials) => enter('signUp', credentials),
    signOut: leave,
    async countUnsent() {
      return owner.value === null ? 0 : countOf(await unsentOf(owner.value));
    },
    async signOutEverywhere(unsent) {
      const leaving = account.value;
      if (leaving) await services.createApi(leaving.server, { userId: leaving.user.id }).call('signOutEverywhere');
      return leave(unsent);
    },
  };
}

function faultOf(error: unknown): SignInFault {
  if (error instanceof TryLater) return { kind: 'later', reason: error.reason };
  if (error instanceof SignedOut) return { kind: 'problem', code: error.code, fields: {} };
  if (!(error instanceof ProblemError)) throw error;
  const fields = Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message]));
  return { kind: 'problem', code: error.problem.code, fields };
}
