import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jackdaw-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const flock = ['/usr/bin/flock', '/bin/flock'].find((file) => existsSync(file));
const ways = [{ way: 'a process number alone', flock: undefined }, ...(flock === undefined ? [] : [{ way: 'flock(1)', flock }])];

describe.each(ways)('a folder’s lock, by $way', (options) => {
  it('is one process’s at a time, and names it', async () => {
    const { release } = await lockFolder(folder, options);
    expect(readFileSync(path.join(folder, 'lock'), 'utf8')).toBe(`${process.pid}\n`);
    await expect(lockFolder(folder, options)).rejects.toThrow(`Another Jackdaw (process ${process.pid})`);
    release();
    (await lockFolder(folder, options)).release();
  });

  it('is free when its owner is dead', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(path.join(folder, 'lock'), `${pid}\n`);
    (await lockFolder(folder, options)).release();
  });

  it('is free when the file is empty, as a power cut may leave it', async () => {
    writeFileSync(path.join(folder, 'lock'), '');
    (await lockFolder(folder, options)).release();
  });
});

describe('a lock whose owner is dead while its children still hold it', () => {
  it('is waited for, then refused', async (context) => {
    if (flock === undefined) return context.skip('this machine has no flock(1)');
    const held = await lockFolder(folder, { flock });
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(path.join(folder, 'lock'), `${pid}\n`);
    await expect(lockFolder(folder, { flock, patienceMs: 100 })).rejects.toThrow(
      /still in use by the PostgreSQL of a Jackdaw that has ended/,
    );
    const waiting = lockFolder(folder, { flock });
    held.release();
    (await waiting).release();
  });
});
