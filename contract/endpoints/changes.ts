import { Changes, ListChanges } from '../list.ts';
import type { Endpoint } from './endpoint.ts';

export const changesEndpoints = {
  listChanges: {
    method: 'GET',
    path: '/api/changes',
    summary: 'What changed since a change number, for a device to catch up',
    access: 'user',
    query: ListChanges,
    statuses: [200],
    reply: Changes,
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;
