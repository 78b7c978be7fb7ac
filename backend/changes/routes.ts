import { endpoints } from '../../contract/index.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import { serveInOneTrip, WithStatus, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import { listChanges, tagChanges } from './list-changes.ts';

/** Binds what a device asks to catch up. */
export function serveChanges(api: Api, database: Database): void {
  serveInOneTrip(api, endpoints.listChanges, async ({ caller, query, ctx }) => {
    // The tag is of what there was before the list was read: at worst a later question is answered once more than it had to be.
    const tag = await tagChanges(caller, query);
    ctx.set('ETag', tag);
    // Not Koa's own comparison: fetch sends `Cache-Control: no-cache` beside a tag of its caller's, which that takes for "never 304".
    if (
      ctx
        .get('If-None-Match')
        .split(/\s*,\s*/)
        .includes(tag)
    )
      return new WithStatus(304, new PreparedJson(''));
    return listChanges(database, caller, query);
  });
}
