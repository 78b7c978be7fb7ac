import { randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';
import { createSignInTurns } from './sign-in-turns.ts';

/** OWASP's minimum for Argon2id (which is this library's default algorithm): 19 MiB, two passes, one lane; about 15 ms of a core. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const COST_PREFIX = '$argon2id$v=19$m=19456,t=2,p=1$';

/**
 * More at once would take every core and 19 MiB each from people who are signed in already; and of the four threads that Node does such
 * work in, one stays free for what their replies need: compressing a list would wait for a password.
 */
const taken = createSignInTurns();

/** Argon2id of a password, in the PHC format. Throws `rate_limited` when too many are being made. */
export function hashPassword(password: string): Promise<string> {
  return taken(() => hash(password, COST));
}

let decoy: Promise<string> | undefined;

/**
 * Whether `password` is the one of `passwordHash`. Without a hash (there is no such account) the same work is done on a decoy and the
 * answer is no: the time tells nobody who has an account here.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const compared = passwordHash ?? (await (decoy ??= hash(randomBytes(32), COST)));
  const isRight = await taken(() => verify(compared, password));
  return isRight && passwordHash !== undefined;
}

/** Whether a hash was made with other costs than today's, and should be made again while the password is at hand. */
export function isOutdated(passwordHash: string): boolean {
  return !passwordHash.startsWith(COST_PREFIX);
}
