import { endpoints } from '../../contract/index.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import type { Restraints } from './restraints.ts';
import { accountOf, addressOf } from './rate-limits.ts';
import { countRecoveryCodes, makeRecoveryCodes, recover } from './recovery-codes.ts';
import { reset } from './reset-links.ts';

/** Binds the ways back into an account whose password is lost. */
export function serveRecovery(api: Api, database: Database, { limits, inTurn }: Restraints): void {
  serve(api, endpoints.makeRecoveryCodes, async ({ user, body }) => {
    await limits.passwordByAccount.take(user.id);
    return makeRecoveryCodes(database, user, body.password);
  });

  serve(api, endpoints.countRecoveryCodes, ({ user }) => countRecoveryCodes(database, user));

  // A code is guessed as a password is: the same tries count for both.
  serve(api, endpoints.recover, ({ body, ctx }) =>
    inTurn(async () => {
      const account = accountOf(body.email);
      await limits.signInByAddress.take(addressOf(ctx));
      await limits.signInByAccount.take(account);
      await recover(database, body);
      await limits.signInByAccount.reset(account);
    }),
  );

  serve(api, endpoints.reset, ({ body, ctx }) =>
    inTurn(async () => {
      await limits.signInByAddress.take(addressOf(ctx));
      await reset(database, body);
    }),
  );
}
