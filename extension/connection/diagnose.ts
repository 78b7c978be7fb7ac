import * as v from 'valibot';
import { API_VERSION, Health } from '../../contract/health.ts';
import type { Api } from '../api/client.ts';
import { SignedOut, TryLater } from '../api/errors.ts';
import { parseServerAddress, type ServerAddress } from '../api/server-address.ts';
import type { SessionStore } from '../api/session-store.ts';

/** What is looked at, in this order: each needs the one before. */
export const STEPS = ['permission', 'reach', 'jackdaw', 'clock', 'version', 'session'] as const;
export type Step = (typeof STEPS)[number];

/**
 * What is wrong. `offline`: this device has no connection · `unreachable`: nothing answers there · `certificate`: something answers, but not
 * over a https that the browser trusts · `wrong_path`: something else than Jackdaw answers · `redirected`: it sends one on to another
 * address, mostly the same with https · `unavailable`: a proxy answers for a server that is down · `clock`: the two clocks are far apart · `server_older`, `server_newer`: another version of the API.
 */
export type Trouble =
  | 'permission'
  | 'offline'
  | 'unreachable'
  | 'certificate'
  | 'wrong_path'
  | 'redirected'
  | 'unavailable'
  | 'clock'
  | 'server_older'
  | 'server_newer'
  | 'not_signed_in'
  | 'session_ended';

export interface Diagnosis {
  /** The step at which it stopped; `null` where all is well. */
  failed: Step | null;
  trouble: Trouble | null;
  /** Where Jackdaw does answer, if it was found beside. */
  elsewhere: string | null;
  /** How far this device's clock is ahead of the server's, in milliseconds; `null` where the server did not say. */
  clockAheadMs: number | null;
}

export interface DiagnoseServices {
  fetch: typeof globalThis.fetch;
  hasHost(hostPattern: string): Promise<boolean>;
  online(): boolean;
  session: Pick<SessionStore, 'account'>;
  createApi(server: string, options: { userId: string }): Pick<Api, 'call'>;
  now(): number;
}

const LONGEST_MS = 8_000;
/** Below this a wrong clock harms nothing: the server's time decides, and tokens are renewed when it says so. */
const CLOCK_LIMIT_MS = 5 * 60_000;

type Answer = { health: Health; ahead: number | null } | 'silent' | 'else' | 'redirect' | 'unavailable';

/** The same place with every shorter path, the nearest first. */
function placesAbove(server: string): string[] {
  const { origin, pathname } = new URL(server);
  const parts = pathname.split('/').filter((part) => part !== '');
  return parts.map((_part, index) => [origin, ...parts.slice(0, parts.length - 1 - index)].join('/'));
}

/** Finds out why a server can't be used from here. Each answer has one repair. */
export async function diagnose(address: ServerAddress, services: DiagnoseServices): Promise<Diagnosis> {
  const found: Diagnosis = { failed: null, trouble: null, elsewhere: null, clockAheadMs: null };
  const stop = (failed: Step, trouble: Trouble, more: Partial<Diagnosis> = {}): Diagnosis => ({ ...found, ...more, failed, trouble });

  async function ask(server: string): Promise<Answer> {
    const asked = services.now();
    try {
      const response = await services.fetch(`${server}/healthz`, {
        headers: { accept: 'application/json' },
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(LONGEST_MS),
      });
      const text = await response.text();
      const health = v.safeParse(v.pipe(v.string(), v.parseJson(), Health), text);
      // Half of the way was the answer's.
      if (response.ok && health.success)
        return { health: health.output, ahead: health.output.now === undefined ? null : (asked + services.now()) / 2 - health.output.now };
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) return 'redirect';
      return response.status >= 502 && response.status <= 504 ? 'unavailable' : 'else';
    } catch {
      return 'silent';
    }
  }

  /** Whether anything at all speaks http there; what it says doesn't matter. */
  async function answersPlainly(server: string): Promise<boolean> {
    const plain = server.replace(/^https:/, 'http:');
    // Jackdaw lets extensions ask and read, and lets nobody ask without saying who.
    if ((await ask(plain)) !== 'silent') return true;
    try {
      await services.fetch(`${plain}/healthz`, {
        mode: 'no-cors',
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(LONGEST_MS),
      });
      return true;
    } catch {
      return false;
    }
  }

  async function find(places: readonly string[]): Promise<string | null> {
    for (const place of places) if (typeof (await ask(place)) === 'object') return place;
    return null;
  }

  const { server } = address;
  if (!(await services.hasHost(address.hostPattern))) return stop('permission', 'permission');
  const answer = await ask(server);
  if (answer === 'silent') {
    const secure = server.startsWith('https:');
    if (secure && (await answersPlainly(server))) return stop('reach', 'certificate');
    return stop('reach', services.online() ? 'unreachable' : 'offline');
  }
  if (answer === 'unavailable') return stop('reach', 'unavailable');
  if (answer === 'else' || answer === 'redirect') {
    const trouble = answer === 'else' ? 'wrong_path' : 'redirected';
    return stop('jackdaw', trouble, { elsewhere: await find(placesAbove(server)) });
  }
  found.clockAheadMs = answer.ahead;
  if (answer.ahead !== null && Math.abs(answer.ahead) > CLOCK_LIMIT_MS) return stop('clock', 'clock');
  const api = answer.health.api ?? API_VERSION;
  if (api !== API_VERSION) return stop('version', api < API_VERSION ? 'server_older' : 'server_newer');
  const account = await services.session.account();
  if (account?.server !== server) return stop('session', 'not_signed_in');
  if (account.endedBy !== null) return stop('session', 'session_ended');
  try {
    await services.createApi(server, { userId: account.user.id }).call('readMe');
    return found;
  } catch (error) {
    if (error instanceof SignedOut) return stop('session', 'session_ended');
    if (error instanceof TryLater)
      return stop('reach', error.reason === 'offline' || error.reason === 'timeout' ? 'unreachable' : 'unavailable');
    throw error;
  }
}

/** The address as kept, read again for what asking needs. */
export function addressOf(server: string): ServerAddress {
  const address = parseServerAddress(server);
  if (address === null) throw new Error(`kept as a server: ${server}`);
  return address;
}
