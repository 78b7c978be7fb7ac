import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';

/** Every command there is, by the name it is called by. */
export const commands: Readonly<Record<string, Command>> = { backup, restore, migrate };
