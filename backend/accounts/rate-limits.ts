import { isIPv6 } from 'node:net';
import type { Context } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../errors.ts';

/** A number of points per time for each key. */
export interface RateLimit {
  /** Takes a point. Throws `rate_limited`, with the time to wait, when none is left. */
  take(key: string): Promise<void>;
  /** Gives a key its points back. */
  reset(key: string): Promise<void>;
}

/** What strangers may do how often. By account as well as by address: guessing one password from a thousand addresses is slow too. */
export interface RateLimits {
  signInByAddress: RateLimit;
  /** A minute is the longest that a stranger's guessing can keep the owner out; devices that are signed in do not notice it. */
  signInByAccount: RateLimit;
  signUpByAddress: RateLimit;
  refreshByAddress: RateLimit;
  /** Of who is signed in: a device left unlocked must not find out its owner's password. */
  passwordByAccount: RateLimit;
}

function inMemory(points: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new ProblemError('rate_limited', { retryAfterSeconds: error.msBeforeNext / 1000 });
      }
    },
    async reset(key) {
      await limiter.delete(key);
    },
  };
}

/** Limits kept in this process: right for one process, and per process where there are several. */
export function createRateLimits(): RateLimits {
  return {
    signInByAddress: inMemory(30, 60),
    signInByAccount: inMemory(10, 60),
    // A class of thirty signs up from one address within one lesson.
    signUpByAddress: inMemory(60, 3600),
    refreshByAddress: inMemory(120, 60),
    passwordByAccount: inMemory(10, 60),
  };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Where a request comes from, as a key for limits. Only a proxy on this machine is believed what it says, and only its own, last, entry
 * of `X-Forwarded-For`: the ones before are the caller's invention. Of IPv6 the network (/64) counts, which one person has whole.
 */
export function addressOf(ctx: Context): string {
  const peer = ctx.req.socket.remoteAddress ?? '';
  const forwarded = LOOPBACK.has(peer) ? ctx.get('X-Forwarded-For').split(',').at(-1)?.trim() : undefined;
  const address = forwarded === undefined || forwarded === '' ? peer : forwarded;
  if (!isIPv6(address) || address.includes('.')) return address.slice(0, 64);
  const [head = '', tail = ''] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const tailGroups = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - tailGroups.length) }, () => '0');
  const all = address.includes('::') ? [...groups, ...zeros, ...tailGroups] : groups;
  return `${all.slice(0, 4).join(':')}::/64`;
}
