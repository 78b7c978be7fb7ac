import * as v from 'valibot';
import { SignUp } from '../../contract/index.ts';
import { choosePassword } from '../accounts/choose-password.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import type { Command } from './command.ts';

/** Never an argument: those stand in the shell's history, and every program on the machine may read them while the command runs. */
export const PASSWORD_OPTION: Pick<Command, 'options' | 'meanings'> = {
  options: { 'password-stdin': { type: 'boolean' } },
  meanings: { 'password-stdin': 'read the password from standard input, and make no link' },
};

/** The hash of a password as it was piped in, for the account of this address. Throws for one that will not do. */
export async function hashGivenPassword(input: string, email: string): Promise<string> {
  // `echo` and files end with a new line that nobody meant.
  const { password } = v.parse(v.pick(SignUp, ['password']), { password: input.replace(/\r?\n$/, '') });
  if (/[\r\n]/.test(password)) throw new StartupProblem('The password must be one line.');
  return choosePassword(password, email);
}
