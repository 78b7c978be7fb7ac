import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { startInstallation } from '../bench/backend/installation.ts';
import { describeStatuses, type Report } from './report.ts';

const SIZE_MB = 64;
const BALLAST_MB = 32;
const MOST_SAVES = 2000;

/** The snapshots' table lives on a small disk of its own, which fills up with saves; then space is made again. */
export async function runDiskFull(times: number): Promise<Report> {
  const disk = mkdtempSync(path.join(tmpdir(), 'jackdaw-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', disk], { stdio: 'pipe' });
  } catch (error) {
    rmSync(disk, { recursive: true });
    return {
      lines: [],
      broken: [`disk-full needs to mount a small disk, as root: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
  const installation = await startInstallation();
  const { server, owner, addUsers, tokenOf, postgres } = installation;
  const statuses: Record<string, number> = {};
  const broken: string[] = [];
  let acknowledged: string[] = [];
  const ask = async (method: string, at: string, body?: unknown): Promise<number> => {
    const headers = { authorization: `Bearer ${tokenOf(1)}`, 'content-type': 'application/json' };
    const reply = await fetch(`${server.url}${at}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    await reply.arrayBuffer();
    if (reply.status === 503 && reply.headers.get('retry-after') === null) broken.push('a 503 does not say when to try again');
    return reply.status;
  };
  const save = async (): Promise<number> => {
    const id = uuidv7();
    const posting = { title: 'Keeper', company: 'Coast Ltd', url: 'https://example.org/1' };
    // What does not compress: the disk is to fill, not the processor.
    const status = await ask('PUT', `/api/applications/${id}`, { posting, snapshot: randomBytes(150_000).toString('base64') });
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 201) acknowledged.push(id);
    return status;
  };
  try {
    await addUsers(1, 1);
    const { rows } = await owner.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    const data = statSync(rows[0]?.folder ?? postgres.folder);
    chownSync(disk, data.uid, data.gid);
    await owner.query(`create tablespace small location '${disk}'`);
    await owner.query('alter table snapshots set tablespace small');
    for (let round = 0; round < times; round += 1) {
      const ballast = path.join(disk, 'ballast');
      writeFileSync(ballast, Buffer.alloc(BALLAST_MB * 1024 * 1024));
      let status = 201;
      for (let n = 0; n < MOST_SAVES && status === 201; n += 1) status = await save();
      if (status !== 503) broken.push(`with the disk full a save answered ${status}`);
      for (const at of ['/api/applications?limit=5', '/api/changes?limit=5', '/api/me', '/readyz']) {
        const read = await ask('GET', at);
        if (read !== 200) broken.push(`with the disk full ${at} answered ${read}`);
      }
      rmSync(ballast);
      if ((await save()) !== 201) broken.push('with space again a save is still refused');
      const found = await owner.query('select from snapshots where application_id = any ($1)', [acknowledged]);
      if (found.rowCount !== acknowledged.length)
        broken.push(`${acknowledged.length - (found.rowCount ?? 0)} acknowledged saves are missing`);
      await owner.query('truncate snapshots');
      acknowledged = [];
    }
    return { broken, lines: [`disk-full: ${times} times on ${SIZE_MB} MB; saves answered ${describeStatuses(statuses)}; reads went on`] };
  } finally {
    await owner.query('drop table snapshots').catch(() => {});
    await installation.stop();
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  }
}
