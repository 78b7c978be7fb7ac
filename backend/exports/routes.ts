import type { Context } from 'koa';
import { endpoints } from '../../contract/index.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import { exportCsv } from './export-csv.ts';
import { exportJson } from './export-json.ts';

function asDownload(ctx: Context, extension: string, now: Date): void {
  ctx.set('Content-Disposition', `attachment; filename="jackdaw-${now.toISOString().slice(0, 10)}.${extension}"`);
}

/** Binds the downloads. */
export function serveExports(api: Api, database: Database): void {
  serve(api, endpoints.exportCsv, async ({ user, query, ctx }) => {
    const csv = await exportCsv(database, user, query);
    asDownload(ctx, 'csv', new Date());
    return csv;
  });
  serve(api, endpoints.exportJson, async ({ user, ctx }) => {
    const now = new Date();
    const json = await exportJson(database, user, now);
    asDownload(ctx, 'json', now);
    return json;
  });
}
