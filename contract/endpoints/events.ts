import * as v from 'valibot';
import { NumberedEvent } from '../application.ts';
import { ListChanges } from '../list.ts';
import type { Endpoint } from './endpoint.ts';

export const eventsEndpoints = {
  listAllEvents: {
    method: 'GET',
    path: '/api/events',
    summary: 'Every event after a change number, in order of change number; ask again with the last one’s while there are more',
    access: 'user',
    scope: 'read',
    query: ListChanges,
    statuses: [200],
    reply: v.object({ events: v.array(NumberedEvent), changeNumber: v.number(), more: v.boolean() }),
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;
