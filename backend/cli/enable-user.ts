import { enableUser as unlock } from '../administration/lock-users.ts';
import type { Command } from './command.ts';
import { useAccount } from './use-accounts.ts';

export const enableUser: Command = {
  summary: 'unlock an account',
  operands: ['EMAIL'],
  options: {},
  meanings: {},
  async run({ database: opened, operands: [address = ''], say }) {
    await useAccount(opened, address, async (database, account) => {
      await unlock(database, account);
      say(`${account.email} may sign in again.`);
    });
  },
};
