import type { Context } from 'koa';
import { endpoints, type Session } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import type { Accounts } from './accounts.ts';
import type { Restraints } from './restraints.ts';
import { createApiToken, deleteApiToken, listApiTokens } from './api-tokens.ts';
import { changePassword } from './change-password.ts';
import { deleteMe } from './delete-me.ts';
import { listDevices, revokeDevice } from './devices.ts';
import { editMe } from './edit-me.ts';
import { accountOf, addressOf, type RateLimits } from './rate-limits.ts';
import { refresh } from './refresh.ts';
import { clearSessionCookie, presentKept, readSessionCookie } from './session-cookie.ts';
import { signIn } from './sign-in.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';
import { signUp } from './sign-up.ts';

/** Refreshes the session that the browser keeps as a cookie; one that is over is forgotten there too. */
async function refreshByCookie(ctx: Context, accounts: Accounts): Promise<Session> {
  const refreshToken = readSessionCookie(ctx);
  if (refreshToken === undefined) throw new ProblemError('unauthenticated');
  try {
    return presentKept(ctx, { keep: 'cookie', session: await refresh(accounts, refreshToken) });
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) clearSessionCookie(ctx);
    throw error;
  }
}

/** Binds signing up, in and out. */
function serveSessions(api: Api, accounts: Accounts, { limits, inTurn }: Restraints): void {
  serve(api, endpoints.signUp, ({ body, ctx }) =>
    inTurn(async () => {
      await limits.signUpByAddress.take(addressOf(ctx));
      return presentKept(ctx, await signUp(accounts, body));
    }),
  );

  serve(api, endpoints.signIn, ({ body, ctx }) =>
    inTurn(async () => {
      const account = accountOf(body.email);
      await limits.signInByAddress.take(addressOf(ctx));
      await limits.signInByAccount.take(account);
      const started = await signIn(accounts, body);
      await limits.signInByAccount.reset(account);
      return presentKept(ctx, started);
    }),
  );

  serve(api, endpoints.refresh, async ({ body: { refreshToken }, ctx }) => {
    await limits.refreshByAddress.take(addressOf(ctx));
    return refreshToken === undefined ? refreshByCookie(ctx, accounts) : refresh(accounts, refreshToken);
  });

  serve(api, endpoints.signOut, async ({ body, ctx }) => {
    await limits.signOutByAddress.take(addressOf(ctx));
    const refreshToken = body.refreshToken ?? readSessionCookie(ctx);
    if (refreshToken !== undefined) await signOut(accounts.database, refreshToken);
    if (body.refreshToken === undefined) clearSessionCookie(ctx);
  });

  serve(api, endpoints.signOutEverywhere, ({ user }) => signOutEverywhere(accounts.database, user));
}

/** Binds what an account's owner does with it. */
function serveMe(api: Api, accounts: Accounts, limits: RateLimits): void {
  const { database } = accounts;
  serve(api, endpoints.readMe, async ({ user: { id, email, name, role, createdAt } }) => ({ id, email, name, role, createdAt }));

  serve(api, endpoints.editMe, async ({ user: { id, email, name, role, createdAt }, body }) => {
    if (body.password !== undefined) await limits.passwordByAccount.take(id);
    return editMe(database, { id, email, name, role, createdAt }, body);
  });

  serve(api, endpoints.deleteMe, async ({ user, body, ctx }) => {
    await limits.passwordByAccount.take(user.id);
    await deleteMe(database, user, body.password);
    clearSessionCookie(ctx);
  });

  serve(api, endpoints.changePassword, async ({ user, body, ctx }) => {
    await limits.passwordByAccount.take(user.id);
    return presentKept(ctx, await changePassword(accounts, user, body));
  });

  serve(api, endpoints.listSessions, ({ user }) => listDevices(database, user));
  serve(api, endpoints.revokeSession, ({ user, params }) => revokeDevice(database, user, params.id));
}

/** Binds personal API tokens. */
function serveApiTokens(api: Api, database: Database): void {
  serve(api, endpoints.listApiTokens, ({ user }) => listApiTokens(database, user));
  serve(api, endpoints.createApiToken, ({ user, body }) => createApiToken(database, user, body));
  serve(api, endpoints.deleteApiToken, ({ user, params }) => deleteApiToken(database, user, params.id));
}

/** Binds accounts: how one comes in and leaves, and the account itself. */
export function serveAccounts(api: Api, accounts: Accounts, restraints: Restraints): void {
  serveSessions(api, accounts, restraints);
  serveMe(api, accounts, restraints.limits);
  serveApiTokens(api, accounts.database);
}
