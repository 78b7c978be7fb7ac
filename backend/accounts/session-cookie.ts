import type { Context } from 'koa';
import type { Session } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { IDLE_DAYS, type StartedSession } from './start-session.ts';

/**
 * The prefix makes browsers insist on Secure, Path=/ and no Domain: no other host, also none below ours, can set it. Plain http on this
 * very machine counts as secure for them.
 */
const NAME = '__Host-jackdaw';
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';

function setCookie(ctx: Context, value: string, maxAgeSeconds: number): void {
  // Not by ctx.cookies: behind a proxy it takes our connection for the browser's, and refuses Secure.
  ctx.append('Set-Cookie', `${NAME}=${value}; Max-Age=${maxAgeSeconds}; ${ATTRIBUTES}`);
}

/** The browser forgets the refresh token. */
export function clearSessionCookie(ctx: Context): void {
  setCookie(ctx, '', 0);
}

/** The reply that signs a device in; a refresh token that is kept as a cookie is set and not shown. */
export function presentKept(ctx: Context, { keep, session }: StartedSession): Session {
  if (keep === 'body') return session;
  setCookie(ctx, session.refreshToken, IDLE_DAYS * 86_400);
  return { ...session, refreshToken: null };
}

/**
 * The refresh token that the browser keeps for us, or undefined. A cookie comes with whatever asks for our address, so the request must
 * be one that only our own page can make: with a header that a form cannot send and that another origin's script is not allowed, and
 * from the same origin where the browser says so. Throws `forbidden` otherwise, cookie or not.
 */
export function readSessionCookie(ctx: Context): string | undefined {
  const site = ctx.get('Sec-Fetch-Site');
  if (ctx.get('X-Jackdaw') !== 'web' || (site !== '' && site !== 'same-origin')) throw new ProblemError('forbidden');
  return ctx.cookies.get(NAME) || undefined;
}
