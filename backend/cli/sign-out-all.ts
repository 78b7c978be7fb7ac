import { endAccess, endSessions } from '../accounts/end-sessions.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Command } from './command.ts';
import { useAccount } from './use-accounts.ts';

export const signOutAll: Command = {
  summary: 'end every session of an account, on every device',
  operands: ['EMAIL'],
  options: { tokens: { type: 'boolean' } },
  meanings: { tokens: 'end its API tokens too' },
  async run({ database: opened, options, operands: [address = ''], say }) {
    const end = options['tokens'] === true ? endAccess : endSessions;
    await useAccount(opened, address, async (database, account) => {
      await userTransaction(database, account.id, async (trx) => {
        await end(trx, account, 'signed_out_everywhere');
      });
      say(`${account.email} is signed out everywhere. ${end === endAccess ? 'Its API tokens have ended too.' : 'Its API tokens stay.'}`);
    });
  },
};
