import { disableUser as lock } from '../administration/lock-users.ts';
import type { Command } from './command.ts';
import { findAccount, useAccounts } from './use-accounts.ts';

export const disableUser: Command = {
  summary: 'lock an account; what is in it stays',
  operands: ['EMAIL'],
  options: {},
  meanings: {},
  async run({ database: opened, operands: [address = ''], say }) {
    await useAccounts(opened, async (database) => {
      const account = await findAccount(database, address);
      await lock(database, account);
      say(`${account.email} is locked. Its sessions, API tokens and links have ended; what is in it stays.`);
    });
  },
};
