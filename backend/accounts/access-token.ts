import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import koaJwt from 'koa-jwt';
import type { Context, Middleware } from 'koa';
import * as v from 'valibot';
import { Id } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import type { KeyRing } from './keys.ts';
import { RecentChecks } from './recent-checks.ts';

export const ACCESS_TOKEN_SECONDS = 600;
const ALGORITHM = 'HS256';
const AUDIENCE = 'jackdaw';
const CLOCK_TOLERANCE_SECONDS = 30;
/** About 5 MB of them. */
const REMEMBERED_TOKENS = 10_000;

/** Only ids: role, name and whether the account is enabled are read from the database at each request. */
const Claims = v.object({ sub: Id, sid: Id, use: v.literal('access'), exp: v.number() });
type Claims = v.InferOutput<typeof Claims>;

export interface AccessTokens {
  /** A token for one session, valid for `ACCESS_TOKEN_SECONDS`. */
  issue(userId: string, sessionId: string): string;
  /** The claims of the request's token. Throws `unauthenticated`, `token_expired` or `token_invalid`. */
  check(ctx: Context): Promise<Claims>;
}

function refusal(error: unknown): ProblemError {
  const original: unknown = error instanceof Error && 'originalError' in error ? error.originalError : undefined;
  if (original === undefined) return new ProblemError('unauthenticated');
  return new ProblemError(original instanceof jwt.TokenExpiredError ? 'token_expired' : 'token_invalid');
}

/**
 * Issues and checks access tokens of the installation at `issuer` (its public address). One says which key it was signed with; one that
 * does not is of the version before, which knew one key.
 */
export function createAccessTokens({ current, all }: KeyRing, issuer: string): AccessTokens {
  const keyFor = ({ kid = current.id }: { kid?: unknown }): KeyObject => {
    const keys = all.find(({ id }) => id === kid);
    if (keys === undefined) throw new Error('signed with a key that is not ours, or not any more');
    return keys.access;
  };
  // koa-jwt passes all of these to jsonwebtoken; its types lag behind: they know neither clockTolerance nor a KeyObject, with which a
  // check takes 13 µs instead of 560. Without algorithms, audience and issuer it would take HS512 and any audience.
  const options = {
    secret: async (header: object) => keyFor(header) as unknown as Buffer,
    algorithms: [ALGORITHM],
    audience: AUDIENCE,
    issuer,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    key: 'claims',
  };
  const verify: Middleware = koaJwt(options);
  // A device shows the same token for ten minutes. A signature that held still holds, so of a token that was checked only the time is
  // asked again; whether its session is alive is read from the database at each request, whoever checked the token.
  const recent = new RecentChecks<Claims>(REMEMBERED_TOKENS);

  return {
    issue: (userId, sessionId) =>
      jwt.sign({ sid: sessionId, use: 'access' }, current.access, {
        algorithm: ALGORITHM,
        audience: AUDIENCE,
        issuer,
        subject: userId,
        expiresIn: ACCESS_TOKEN_SECONDS,
        keyid: current.id,
      }),

    async check(ctx) {
      const header = ctx.get('Authorization');
      const known = recent.get(header, Date.now() / 1000);
      if (known !== undefined) return known;
      try {
        await verify(ctx, async () => {});
      } catch (error) {
        throw refusal(error);
      }
      // jsonwebtoken takes a token without `exp` for one that never ends, and knows no use.
      const claims = v.safeParse(Claims, ctx.state['claims']);
      if (!claims.success) throw new ProblemError('token_invalid');
      recent.keep(header, claims.output, claims.output.exp + CLOCK_TOLERANCE_SECONDS);
      return claims.output;
    },
  };
}
