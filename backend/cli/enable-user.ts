import { enableUser as unlock } from '../administration/lock-users.ts';
import type { Command } from './command.ts';
import { findAccount, useAccounts } from './use-accounts.ts';

export const enableUser: Command = {
  summary: 'unlock an account',
  operands: ['EMAIL'],
  options: {},
  meanings: {},
  async run({ database: opened, operands: [address = ''], say }) {
    await useAccounts(opened, async (database) => {
      const account = await findAccount(database, address);
      await unlock(database, account);
      say(`${account.email} may sign in again.`);
    });
  },
};
