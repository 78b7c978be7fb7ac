import { v7 } from 'uuid';
import * as v from 'valibot';
import { SignUp } from '../../contract/index.ts';
import { refuseTakenEmail } from '../accounts/email-taken.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { makeResetLink, RESET_MINUTES } from '../accounts/reset-links.ts';
import { newSecret } from '../accounts/secrets.ts';
import { addUser } from '../administration/add-user.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Command } from './command.ts';
import { hashGivenPassword, PASSWORD_OPTION } from './given-password.ts';
import { useAccounts } from './use-accounts.ts';

/** A password that nobody knows: signing in with it costs what it costs everywhere, and fails. */
const hashNoPassword = (): Promise<string> => hashPassword(newSecret().toString('base64url'));

export const createUser: Command = {
  summary: 'make an account, and a link by which its owner chooses a password',
  operands: ['EMAIL'],
  options: { name: { type: 'string', default: '' }, administrator: { type: 'boolean' }, ...PASSWORD_OPTION.options },
  meanings: { name: 'what the person is called', administrator: 'may invite and lock others', ...PASSWORD_OPTION.meanings },
  async run({ database: opened, options, operands: [address = ''], publicUrl, readInput, say }) {
    const { email, name } = v.parse(v.pick(SignUp, ['email', 'name']), { email: address, name: options['name'] });
    const given = options['password-stdin'] === true ? await readInput() : undefined;
    const passwordHash = given === undefined ? await hashNoPassword() : await hashGivenPassword(given, email);
    const user = { id: v7(), email, name, passwordHash, administrator: options['administrator'] === true };
    await useAccounts(opened, async (database) => {
      const { role, link } = await refuseTakenEmail(() =>
        userTransaction(database, user.id, async (trx) => ({
          ...(await addUser(trx, user)),
          link: given === undefined ? (await makeResetLink(trx, user, publicUrl)).link : undefined,
        })),
      );
      const who = role === 'administrator' ? `${email}, who is an administrator` : email;
      say(`Made an account for ${who}.`);
      if (link !== undefined) say(`Whoever has this link chooses its password, once, within ${RESET_MINUTES} minutes:\n  ${link}`);
    });
  },
};
