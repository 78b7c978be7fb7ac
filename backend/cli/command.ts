import type { ParseArgsConfig } from 'node:util';
import type { Registration } from '../config.ts';
import type { OpenDatabase } from './open-database.ts';

export type Options = Record<string, string | boolean | undefined>;

/** What a command is given. */
export interface Call {
  database: OpenDatabase;
  options: Options;
  /** What stands after the command's name, one for each of its `operands`. */
  operands: readonly string[];
  /** Where people reach the server, without a slash at the end: what links begin with. */
  publicUrl: string;
  registration: Registration;
  /** All that is piped in. Throws a StartupProblem where nothing is, but a person at a keyboard. */
  readInput(): Promise<string>;
  /** A line for the person. */
  say(line: string): void;
}

/** One thing that an administrator can do at the server itself. A new one is a new file, and a line in `commands.ts`. */
export interface Command {
  summary: string;
  /** Names of what has to be said, as the help shows them. */
  operands: readonly string[];
  options: NonNullable<ParseArgsConfig['options']>;
  /** What each option means, by its name. */
  meanings: Readonly<Record<string, string>>;
  run(call: Call): Promise<void>;
}
