import { existsSync } from 'node:fs';
import path from 'node:path';
import { restoreBackup } from '../backups/restore-backup.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import type { Command } from './command.ts';

export const restore: Command = {
  summary: 'restore a backup; what is there now stays beside it',
  operands: ['FILE'],
  options: {},
  meanings: {},
  async run({ database, operands: [name = ''], say }) {
    const file = path.resolve(name);
    if (!existsSync(file)) throw new StartupProblem(`There is no file ${file}.`);
    if (database.isServing) throw new StartupProblem('Jackdaw is running: stop it first, then restore.');
    const { users, applications, kept } = await restoreBackup({ file, url: database.ownerUrl });
    say(`Restored ${users} accounts with ${applications} applications.`);
    if (kept !== null) say(`What was there before is kept in the database "${kept}".`);
  },
};
