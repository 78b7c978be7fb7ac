import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { StartupProblem } from './startup-problem.ts';

/** Who PostgreSQL runs as. `undefined` where it may run as we do. */
export type Account = { name: string; uid: number; gid: number };

function passwdEntries(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid }) => name !== '' && Number.isInteger(uid));
}

/**
 * The account PostgreSQL runs as: `undefined` (ourselves) unless we are root, which PostgreSQL refuses to run as. As root it is the
 * owner of an existing cluster (`ownerUid`), else `postgres`, else `nobody`. The account must be in /etc/passwd: initdb looks up its name.
 */
export function chooseAccount(ownerUid?: number): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entries = passwdEntries();
  const owner = ownerUid === undefined || ownerUid === 0 ? undefined : entries.find(({ uid }) => uid === ownerUid);
  const account = owner ?? entries.find(({ name }) => name === 'postgres') ?? entries.find(({ name }) => name === 'nobody');
  if (account === undefined) {
    throw new StartupProblem(
      'PostgreSQL does not run as root and there is no account "postgres" or "nobody" to run it: start Jackdaw as another user, or set DATABASE_URL.',
    );
  }
  return account;
}

/** Whether `account` can enter `folder`: asked of the system itself, since modes, groups and access lists all have a say. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true;
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}
