import { endpoints } from '../../contract/index.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Accounts } from './accounts.ts';
import { addressOf, type RateLimits } from './rate-limits.ts';
import { refresh } from './refresh.ts';
import { signIn } from './sign-in.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';
import { signUp } from './sign-up.ts';

/** Binds signing up, in and out, and the account itself. */
export function serveAccounts(api: Api, accounts: Accounts, limits: RateLimits): void {
  serve(api, endpoints.signUp, async ({ body, ctx }) => {
    await limits.signUpByAddress.take(addressOf(ctx));
    return signUp(accounts, body);
  });

  serve(api, endpoints.signIn, async ({ body, ctx }) => {
    const account = body.email.toLowerCase();
    await limits.signInByAddress.take(addressOf(ctx));
    await limits.signInByAccount.take(account);
    const session = await signIn(accounts, body);
    await limits.signInByAccount.reset(account);
    return session;
  });

  serve(api, endpoints.refresh, async ({ body, ctx }) => {
    await limits.refreshByAddress.take(addressOf(ctx));
    return refresh(accounts, body.refreshToken);
  });

  serve(api, endpoints.signOut, ({ body }) => signOut(accounts.database, body.refreshToken));

  serve(api, endpoints.signOutEverywhere, ({ user }) => signOutEverywhere(accounts.database, user));

  serve(api, endpoints.readMe, async ({ user: { id, email, name, role, createdAt } }) => ({ id, email, name, role, createdAt }));
}
