import type { Transaction } from 'objection';
import { v7 } from 'uuid';
import { hashWrittenCode, newWrittenCode } from '../accounts/written-code.ts';
import type { Database } from '../postgres/pools.ts';
import { administer } from './administer.ts';
import { INVITE_GROUPS, inviteLink } from './invite-link.ts';

export const SET_UP_MINUTES = 30;

/**
 * Makes an account the administrator's where nobody has been administrator yet, in the transaction that makes it. One row, one winner:
 * of any number who try at once, the others wait for its lock and then find the place taken.
 */
export async function claimAdministration(trx: Transaction, userId: string): Promise<boolean> {
  return (await trx('instance').update({ administrator_id: userId }).whereNull('administrator_id')) === 1;
}

/**
 * A link for whoever runs the server, good for `SET_UP_MINUTES`: it makes the first account, the administrator's. Undefined where
 * there has been an account. Any number of links may be open, as where several replicas start at once; the first that is used makes
 * the others worthless, because there is an administrator then.
 */
export async function makeSetUpLink({ knex }: Pick<Database, 'knex'>, publicUrl: string): Promise<string | undefined> {
  const invite = newWrittenCode(INVITE_GROUPS);
  return knex.transaction(async (trx) => {
    const instance = await trx('instance').first('administrator_id');
    if (instance?.administrator_id !== null) return undefined;
    await administer(trx, async () => {
      const expiresAt = trx.raw(`now() + interval '${SET_UP_MINUTES} minutes'`);
      await trx('invites').insert({ id: v7(), hash: hashWrittenCode(invite), kind: 'set_up', note: 'Set-up', expires_at: expiresAt });
    });
    return inviteLink(publicUrl, invite);
  });
}
