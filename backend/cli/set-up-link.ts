import { makeSetUpLink, SET_UP_MINUTES } from '../administration/set-up.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import type { Command } from './command.ts';
import { useAccounts } from './use-accounts.ts';

export const setUpLink: Command = {
  summary: 'make a link for the first account, the administrator’s',
  operands: [],
  options: {},
  meanings: {},
  async run({ database: opened, publicUrl, registration, say }) {
    // Also an invite opens nothing then, and the link would be a dead end.
    if (registration === 'closed') {
      throw new StartupProblem('REGISTRATION is closed, also to a link: npm run admin -- create-user EMAIL --administrator');
    }
    const link = await useAccounts(opened, (database) => makeSetUpLink(database, publicUrl));
    if (link === undefined) {
      throw new StartupProblem(
        'There has been an administrator here already. Another: npm run admin -- create-user EMAIL --administrator, or set-role EMAIL administrator',
      );
    }
    say(`This link makes the first account, the administrator's, within ${SET_UP_MINUTES} minutes:\n  ${link}`);
  },
};
