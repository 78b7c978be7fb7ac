import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { createUser } from './create-user.ts';
import { disableUser } from './disable-user.ts';
import { enableUser } from './enable-user.ts';
import { listUsers } from './list-users.ts';
import { migrate } from './migrate.ts';
import { resetPassword } from './reset-password.ts';
import { restore } from './restore.ts';
import { setRole } from './set-role.ts';
import { setUpLink } from './set-up-link.ts';
import { signOutAll } from './sign-out-all.ts';

/** Every command there is, by the name it is called by, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  'list-users': listUsers,
  'create-user': createUser,
  'reset-password': resetPassword,
  'disable-user': disableUser,
  'enable-user': enableUser,
  'sign-out-all': signOutAll,
  'set-role': setRole,
  'set-up-link': setUpLink,
  backup,
  restore,
  migrate,
};
