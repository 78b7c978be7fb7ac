// npm run admin: what an administrator does at the server itself, without signing in.
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { localUrl, parseEnvironment } from '../config.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import type { Command, Options } from './command.ts';
import { commands } from './commands.ts';
import { explain } from './explain.ts';
import { openDatabase } from './open-database.ts';

const heading = (name: string, { operands }: Command): string => [name, ...operands].join(' ');

function help(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  ${heading(name, command).padEnd(28)}${command.summary}`);
  return `npm run admin -- COMMAND: works on the database that the settings of npm start name, whether the server is running or not.

${lines.join('\n')}

npm run admin -- COMMAND --help says the options of one.`;
}

function helpFor(name: string, command: Command): string {
  const lines = Object.entries(command.meanings).map(([option, meaning]) => `  --${option.padEnd(18)}${meaning}`);
  return [`npm run admin -- ${heading(name, command)}: ${command.summary}`, ...lines].join('\n');
}

function readArguments(name: string, command: Command, args: string[]): { options: Options; operands: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, options: { ...command.options, help: { type: 'boolean' } }, allowPositionals: true });
    if (!values['help'] && positionals.length !== command.operands.length) {
      throw new StartupProblem(`It is: npm run admin -- ${heading(name, command)}`);
    }
    return { options: values as Options, operands: positionals };
  } catch (error) {
    if (error instanceof StartupProblem || !(error instanceof TypeError)) throw error;
    throw new StartupProblem(`${error.message.split('. ')[0]}. See: npm run admin -- ${name} --help`, { cause: error });
  }
}

/** A keyboard would show a password while it is typed. */
async function readInput(): Promise<string> {
  if (process.stdin.isTTY) throw new StartupProblem('Nothing is piped in: … | npm run admin -- …, or < FILE');
  return text(process.stdin);
}

async function run([name = '--help', ...args]: string[]): Promise<void> {
  const say = (line: string): void => console.log(line);
  if (['--help', '-h', 'help'].includes(name)) return say(help());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new StartupProblem(`There is no command "${name}". See: npm run admin -- --help`);
  const { options, operands } = readArguments(name, command, args);
  if (options['help'] === true) return say(helpFor(name, command));
  const environment = parseEnvironment(process.env, { serves: false });
  const { registration, publicUrl = localUrl(environment.host, environment.port) } = environment;
  const database = await openDatabase(environment);
  try {
    await command.run({ database, options, operands, publicUrl, registration, readInput, say });
  } finally {
    await database.close();
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
