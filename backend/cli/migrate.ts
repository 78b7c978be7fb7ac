import { migrate as bringUpToDate } from '../postgres/migrate.ts';
import type { Command } from './command.ts';

export const migrate: Command = {
  summary: 'bring the database to this version, as a start does',
  operands: [],
  options: {},
  meanings: {},
  async run({ database, say }) {
    await bringUpToDate(database.ownerUrl);
    say('The database is up to date.');
  },
};
