import { createHmac, type KeyObject } from 'node:crypto';
import type { Context } from 'koa';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { ProblemError } from '../errors.ts';
import { networkOf } from '../http/client-address.ts';

/** A number of points per time for each key. */
export interface RateLimit {
  /** Takes a point. Throws `rate_limited`, with the time to wait, when none is left; `unavailable` when nobody can tell. */
  take(key: string): Promise<void>;
  /** Gives a key its points back. */
  reset(key: string): Promise<void>;
}

interface Amount {
  points: number;
  seconds: number;
  /** What is limited can not be guessed: if the database cannot count, this process does. */
  elseHere?: boolean;
}

/** What strangers may do how often. By account as well as by address: guessing one password from a thousand addresses is slow too. */
const AMOUNTS = {
  signInByAddress: { points: 30, seconds: 60 },
  // A minute is the longest that a stranger's guessing can keep the owner out; devices that are signed in do not notice it.
  signInByAccount: { points: 10, seconds: 60 },
  // A class of thirty signs up from one address within one lesson.
  signUpByAddress: { points: 60, seconds: 3600 },
  refreshByAddress: { points: 120, seconds: 60, elseHere: true },
  // Ends what its token says, and a token of nobody's costs the database as much.
  signOutByAddress: { points: 120, seconds: 60, elseHere: true },
  // Of who is signed in: a device left unlocked must not find out its owner's password.
  passwordByAccount: { points: 10, seconds: 60 },
} as const satisfies Record<string, Amount>;

type LimitName = keyof typeof AMOUNTS;
export type RateLimits = Record<LimitName, RateLimit>;

/** Throws `rate_limited` where the limiter says so, and whatever else went wrong as it is. */
async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new ProblemError('rate_limited', { retryAfterSeconds: error.msBeforeNext / 1000 });
  }
}

interface RateLimitParts {
  pool: Pool;
  /** Keys the hashes: who reads the table learns neither an address nor an account. */
  key: KeyObject;
  log: Logger;
}

function createRateLimit(name: LimitName, { points, seconds, elseHere }: Amount, { pool, key: secret, log }: RateLimitParts): RateLimit {
  const amount = { points, duration: seconds };
  const limiter = new RateLimiterPostgres({
    ...amount,
    storeClient: pool,
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: '',
    // Who was refused is not asked about again until his time is over.
    inMemoryBlockOnConsumed: points + 1,
    // One of them clears away for all, every five minutes.
    clearExpiredByTimeout: name === 'signInByAddress',
  });
  const here = new RateLimiterMemory(amount);
  const keyed = (key: string): string => createHmac('sha256', secret).update(`${name} ${key}`).digest('base64url');
  return {
    async take(key) {
      try {
        await consume(limiter, keyed(key));
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        // Whatever it was, nobody counted: letting everybody guess is no answer, and neither is signing people out.
        if (!elseHere) throw new ProblemError('unavailable', { retryAfterSeconds: 5, cause: error });
        log.warn({ err: error }, 'limits are counted in this process');
        await consume(here, keyed(key));
      }
    },
    async reset(key) {
      // What does not come back now does so by itself; who just signed in is not told of it.
      await limiter.delete(keyed(key)).catch((err: unknown) => log.warn({ err }, 'a limit was not given back'));
    },
  };
}

/** Limits kept in the database: the same for every process, and after a restart. */
export function createRateLimits(parts: RateLimitParts): RateLimits {
  const limits = Object.entries(AMOUNTS).map(([name, amount]) => [name, createRateLimit(name as LimitName, amount, parts)]);
  return Object.fromEntries(limits) as RateLimits;
}

/**
 * An account's address as a key for limits: one for whatever a database takes for the same letters. PostgreSQL makes an `i` of `İ`, and
 * JavaScript an `i` with a dot; each way of writing an address would have tries of its own.
 */
export function accountOf(email: string): string {
  return email.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Where a request comes from, as a key for limits. */
export function addressOf(ctx: Context): string {
  return networkOf(ctx.state.address);
}
