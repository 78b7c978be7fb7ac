import { endpoints } from '../../contract/index.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import { listAllEvents } from './list-all-events.ts';
import { listEvents } from './list-events.ts';

/** Binds the history of an application, and that of all. */
export function serveEvents(api: Api, database: Database): void {
  serve(api, endpoints.listEvents, ({ user, params }) => listEvents(database, user, params.id));
  serve(api, endpoints.listAllEvents, ({ user, query }) => listAllEvents(database, user, query));
}
