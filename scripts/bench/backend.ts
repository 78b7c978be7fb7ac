import { closeConnections } from './backend/ask.ts';
import { startInstallation } from './backend/installation.ts';
import { startLoad } from './backend/load.ts';
import { measureCpu } from './backend/measure-cpu.ts';
import { EXPORTER, measureExport } from './backend/measure-export.ts';
import { measureReads, READER, READER_ROWS } from './backend/measure-reads.ts';
import { measureSaves } from './backend/measure-saves.ts';
import { measureSignIn } from './backend/measure-sign-in.ts';
import { addRows } from './backend/rows.ts';
import type { Figure } from './figures.ts';

const USERS = 2000;
const EXPORT_SHARE = 0.1;
export const BACKEND_PARTS = ['saves', 'reads', 'export', 'sign-in', 'cpu'] as const;
export type BackendPart = (typeof BACKEND_PARTS)[number];

export interface BackendOptions {
  /** Applications in the full table, of 2,000 users. */
  rows: number;
  /** How long each rate is measured. */
  seconds: number;
  parts: readonly BackendPart[];
}

/**
 * Measures a whole server on a PostgreSQL of its own (fsync on) that holds `rows` applications of 2,000 users: one of 10,000, one of a
 * tenth of all, the others the rest. What it is compared with runs in turn with it, in the same minute on the same machine.
 */
export async function measureBackend({ rows, seconds, parts }: BackendOptions): Promise<Figure[]> {
  const large = await startInstallation();
  const load = startLoad();
  const exportRows = Math.floor(rows * EXPORT_SHARE);
  const each = Math.max(1, Math.round((rows - exportRows - READER_ROWS) / (USERS - 2)));
  const figures: Figure[] = [];
  const started = performance.now();
  try {
    await large.addUsers(1, USERS);
    await addRows(large.owner, READER, READER, READER_ROWS);
    await addRows(large.owner, EXPORTER, EXPORTER, exportRows);
    for (let first = 3; first <= USERS; first += 100) await addRows(large.owner, first, Math.min(first + 99, USERS), each);
    await large.owner.query('vacuum analyze');
    await large.owner.query('checkpoint');
    const total = READER_ROWS + exportRows + each * (USERS - 2);
    figures.push({
      what: `${total.toLocaleString('en')} rows of ${USERS.toLocaleString('en')} users loaded`,
      ours: `${((performance.now() - started) / 1000).toFixed(0)} s`,
    });

    if (parts.includes('reads')) {
      const small = await startInstallation();
      try {
        await small.addUsers(1, 2);
        await addRows(small.owner, READER, READER, READER_ROWS);
        await small.owner.query('vacuum analyze');
        figures.push(...(await measureReads(small, large, seconds * 20)));
      } finally {
        await small.stop();
      }
    }
    if (parts.includes('export')) figures.push(...(await measureExport(large, exportRows)));
    if (parts.includes('saves')) figures.push(...(await measureSaves(large, load, seconds)));
    if (parts.includes('sign-in')) figures.push(...(await measureSignIn(large, load, seconds)));
    if (parts.includes('cpu')) figures.push(...(await measureCpu(large, load, seconds)));
  } finally {
    load.close();
    closeConnections();
    await large.stop();
  }
  return figures;
}
