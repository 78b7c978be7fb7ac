import type { Middleware } from 'koa';
import type { Endpoint } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import type { Database } from '../postgres/pools.ts';
import type { AccessTokens } from './access-token.ts';
import { recogniseCaller } from './recognise-caller.ts';

/**
 * Lets a request through whose access token is ours and whose session and account are alive at this moment, or whose personal API token
 * and account are, where the endpoint's scope is among the token's: signing out, ending a token and disabling work at once. One read by
 * key; if the database cannot answer, that is a 503 and nobody is signed out. An administrator's endpoint also asks for the role, as it
 * is now.
 */
export function authenticate(database: Database, tokens: AccessTokens, endpoint: Endpoint): Middleware {
  return async (ctx, next) => {
    const caller = await recogniseCaller(ctx, database, tokens, endpoint);
    const user = await caller.admit();
    if (endpoint.access === 'administrator' && user.role !== 'administrator') throw new ProblemError('forbidden');
    await next();
  };
}
