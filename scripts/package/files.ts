import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Every file below `folder`, as paths relative to it with forward slashes. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** What a reviewer needs to build the extension: everything that is tracked, but for pictures and for what only runs the server. */
const NOT_NEEDED = /^(?:\.ci|\.git|deploy|backend|migrations|tests|docs)\/|(?:^|\/)fixtures\/|\.test\.tsx?$/;

/** The files of the source archive. Needs git: it packs what is committed or about to be, and nothing that merely lies about. */
export function sourceFiles(root: string): string[] {
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  return tracked.split('\0').filter((file) => file !== '' && !NOT_NEEDED.test(file) && existsSync(path.join(root, file)));
}
