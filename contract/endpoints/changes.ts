import { Changes, ListChanges } from '../list.ts';
import type { Endpoint } from './endpoint.ts';

export const changesEndpoints = {
  listChanges: {
    method: 'GET',
    path: '/api/changes',
    summary: 'What changed since a change number, for a device to catch up',
    access: 'user',
    scope: 'read',
    query: ListChanges,
    /** 304 to who sends the `ETag` of an earlier answer as `If-None-Match`, where there is nothing new. */
    statuses: [200, 304],
    reply: Changes,
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;
