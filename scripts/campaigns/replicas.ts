import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../backend/postgres/start-postgres.ts';
import { createServerProcess } from '../../tests/server-process.ts';
import type { Report } from './report.ts';

const REPLICAS = 4;

/** Four servers start at the same moment on an empty database, each wanting to migrate it: every one must come up and be ready. */
export async function runReplicas(times: number): Promise<Report> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'jackdaw-replicas-'));
  const postgres = await startPostgres({ dataDir, stateDir: tmpdir(), quick: true });
  const broken: string[] = [];
  let ready = 0;
  try {
    for (let round = 0; round < times; round += 1) {
      const name = `empty_${round}`;
      const admin = new Client({ connectionString: postgres.urlFor('postgres', 'postgres') });
      await admin.connect();
      await admin.query(`create database ${name}`);
      await admin.end();
      const servers = await Promise.all(Array.from({ length: REPLICAS }, () => createServerProcess(postgres.urlFor('postgres', name))));
      const starts = await Promise.allSettled(servers.map((server) => server.start()));
      for (const [index, start] of starts.entries()) {
        if (start.status === 'rejected') broken.push(String(start.reason));
        else if ((await fetch(`${servers[index]?.url}/readyz`)).status === 200) ready += 1;
        else broken.push(`a replica of round ${round} is up and not ready`);
      }
      await Promise.all(servers.map((server) => server.stop()));
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return {
    broken,
    lines: [`replicas: ${ready} of ${times * REPLICAS} starts ready, ${REPLICAS} at once on each of ${times} empty databases`],
  };
}
