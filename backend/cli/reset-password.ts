import { replacePassword } from '../accounts/replace-password.ts';
import { makeResetLink, RESET_MINUTES } from '../accounts/reset-links.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Command } from './command.ts';
import { hashGivenPassword, PASSWORD_OPTION } from './given-password.ts';
import { useAccount } from './use-accounts.ts';

export const resetPassword: Command = {
  summary: 'make a link by which an account’s owner chooses a new password',
  operands: ['EMAIL'],
  ...PASSWORD_OPTION,
  async run({ database: opened, options, operands: [address = ''], publicUrl, readInput, say }) {
    await useAccount(opened, address, async (database, account) => {
      const { id, email } = account;
      if (options['password-stdin'] === true) {
        const passwordHash = await hashGivenPassword(await readInput(), email);
        await userTransaction(database, id, (trx) => replacePassword(trx, account, passwordHash));
        say(`${email} has another password. Its sessions, API tokens, links and recovery codes have ended.`);
      } else {
        const { link } = await userTransaction(database, id, (trx) => makeResetLink(trx, account, publicUrl));
        say(`Whoever has this link chooses a new password for ${email}, once, within ${RESET_MINUTES} minutes:\n  ${link}`);
      }
      if (account.disabled) say(`The account is locked: nobody signs in to it before npm run admin -- enable-user ${email}`);
    });
  },
};
