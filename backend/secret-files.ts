import { readFileSync } from 'node:fs';
import { StartupProblem } from './postgres/startup-problem.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with every `NAME_FILE` among `names` replaced by `NAME`, whose value is that file's text: how container engines hand
 * over secrets without showing them in the list of a container's variables. Throws a StartupProblem for a file that cannot be read, is
 * empty, or says something besides its variable.
 */
export function withSecretFiles(environment: Environment, names: readonly string[]): Environment {
  const values: Record<string, string | undefined> = { ...environment };
  for (const name of names) {
    const file = environment[`${name}_FILE`]?.trim();
    if (!file) continue;
    if (environment[name]?.trim()) throw new StartupProblem(`${name} and ${name}_FILE are both set: keep one of them.`);
    let text: string;
    try {
      text = readFileSync(file, 'utf8').trim();
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      throw new StartupProblem(`${name}_FILE names ${file}, which cannot be read (${reason}).`, { cause: error });
    }
    if (text === '') throw new StartupProblem(`${name}_FILE names ${file}, which is empty.`);
    values[name] = text;
  }
  return values;
}
