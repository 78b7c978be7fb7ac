import { endpoints } from '../../contract/index.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import { listChanges } from './list-changes.ts';

/** Binds what a device asks to catch up. */
export function serveChanges(api: Api, database: Database): void {
  serve(api, endpoints.listChanges, ({ user, query }) => listChanges(database, user, query));
}
