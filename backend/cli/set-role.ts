import { ROLES } from '../../contract/index.ts';
import { setRole as change } from '../administration/set-role.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import type { Command } from './command.ts';
import { useAccount } from './use-accounts.ts';

export const setRole: Command = {
  summary: `make an account’s owner ${ROLES.join(' or ')}`,
  operands: ['EMAIL', 'ROLE'],
  options: {},
  meanings: {},
  async run({ database: opened, operands: [address = '', word], say }) {
    const role = ROLES.find((one) => one === word);
    if (role === undefined) throw new StartupProblem(`There is no role "${word}": it is ${ROLES.join(' or ')}.`);
    await useAccount(opened, address, async (database, account) => {
      await change(database, account, role);
      say(`${account.email} is ${role} now.`);
    });
  },
};
