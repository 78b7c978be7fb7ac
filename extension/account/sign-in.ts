import type { SignIn, SignUp, User } from '../../contract/account.ts';
import { createApi } from '../api/client.ts';
import type { SessionStore } from '../api/session-store.ts';

interface Where {
  /** As `parseServerAddress` gives it. */
  server: string;
  session: SessionStore;
  fetch: typeof globalThis.fetch;
}

/**
 * Signs this device in and resolves when the session is kept. Throws what the client throws: `ProblemError` `wrong_credentials`,
 * `TryLater` … The account that was signed in before must have been signed out by `signOut`, which decides about what is its own.
 */
export async function signIn({ server, session, fetch }: Where, body: SignIn): Promise<User> {
  const reply = await createApi({ server, session, fetch }).call('signIn', { body });
  await session.keep(server, reply);
  return reply.user;
}

/** As `signIn`, with a new account: `ProblemError` `registration_closed`, `email_taken`, `invalid_input`. */
export async function signUp({ server, session, fetch }: Where, body: SignUp): Promise<User> {
  const reply = await createApi({ server, session, fetch }).call('signUp', { body });
  await session.keep(server, reply);
  return reply.user;
}

/** How this device is named in the account's list of sessions: "Chrome on Linux". */
export function deviceLabel(userAgent: string): string {
  const named = (names: readonly (readonly [RegExp, string])[]) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = named([
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = named([
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ]);
  return [browser, system].filter((word) => word !== undefined).join(' on ');
}
