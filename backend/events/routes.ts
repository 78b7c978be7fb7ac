import { endpoints } from '../../contract/index.ts';
import { serve, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import { listEvents } from './list-events.ts';

/** Binds the history of an application. */
export function serveEvents(api: Api, database: Database): void {
  serve(api, endpoints.listEvents, ({ user, params }) => listEvents(database, user, params.id));
}
