import { endpoints } from '../../contract/index.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import { exportCsv } from './export-csv.ts';

/** Binds the downloads. */
export function serveExports(api: Api, database: Database): void {
  serve(api, endpoints.exportCsv, async ({ user, ctx }) => {
    const csv = await exportCsv(database, user);
    ctx.set('Content-Disposition', `attachment; filename="jackdaw-${new Date().toISOString().slice(0, 10)}.csv"`);
    return csv;
  });
}
