import path from 'node:path';
import { makeBackup } from '../backups/make-backup.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import type { Command } from './command.ts';

export const backup: Command = {
  summary: 'make a backup, read it again in full, and keep the newest',
  operands: [],
  options: { to: { type: 'string', default: 'backups' }, keep: { type: 'string', default: '14' } },
  meanings: { to: 'the folder to put it in (backups)', keep: 'how many of the newest stay there (14)' },
  async run({ database, options, say }) {
    const keep = Number(options['keep']);
    if (!Number.isInteger(keep) || keep < 1) throw new StartupProblem('--keep must be a whole number from 1.');
    const folder = path.resolve(String(options['to']));
    const { ownerUrl, isBuiltIn, major } = database;
    const { file, removed } = await makeBackup({ url: ownerUrl, folder, keep, ...(isBuiltIn ? {} : { major }) });
    say(`Backed up to ${file}, and read again in full.`);
    for (const name of removed) say(`Removed ${name}, older than the newest ${keep}.`);
  },
};
