import { disableUser as lock } from '../administration/lock-users.ts';
import type { Command } from './command.ts';
import { useAccount } from './use-accounts.ts';

export const disableUser: Command = {
  summary: 'lock an account; what is in it stays',
  operands: ['EMAIL'],
  options: {},
  meanings: {},
  async run({ database: opened, operands: [address = ''], say }) {
    await useAccount(opened, address, async (database, account) => {
      await lock(database, account);
      say(`${account.email} is locked. Its sessions, API tokens and links have ended; what is in it stays.`);
    });
  },
};
