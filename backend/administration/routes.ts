import { endpoints } from '../../contract/index.ts';
import { makeResetLink } from '../accounts/reset-links.ts';
import { ProblemError } from '../errors.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { listInvites, makeInvite, removeInvite } from './invites.ts';
import { listUsers } from './list-users.ts';
import { disableUser, enableUser, findUser } from './lock-users.ts';

function refuseOneself(user: Owner, { id }: Owner, detail: string): void {
  if (user.id === id) throw new ProblemError('forbidden', { detail });
}

/** Binds what an administrator does. */
export function serveAdministration(api: Api, { database, publicUrl }: { database: Database; publicUrl: string }): void {
  serve(api, endpoints.listInvites, () => listInvites(database));
  serve(api, endpoints.makeInvite, ({ body }) => makeInvite(database, publicUrl, body));
  serve(api, endpoints.removeInvite, ({ params }) => removeInvite(database, params.id));

  serve(api, endpoints.listUsers, ({ query }) => listUsers(database, query));

  serve(api, endpoints.disableUser, async ({ user, params }) => {
    refuseOneself(user, params, 'Nobody locks his own account: another administrator can.');
    await disableUser(database, params);
  });

  serve(api, endpoints.enableUser, ({ params }) => enableUser(database, params));

  serve(api, endpoints.makeResetLink, ({ user, params }) => {
    // Or whoever finds an administrator's device unlocked could take the account with it.
    refuseOneself(user, params, 'Your own password you change with the one you have, or with a recovery code.');
    return userTransaction(database, params.id, async (trx) => {
      await findUser(trx, params);
      return makeResetLink(trx, params, publicUrl);
    });
  });
}
