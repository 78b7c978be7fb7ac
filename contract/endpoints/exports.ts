import type { Endpoint } from './endpoint.ts';

export const exportsEndpoints = {
  exportCsv: {
    method: 'GET',
    path: '/api/export.csv',
    summary: 'Every application outside the trash as CSV (RFC 4180, UTF-8 with BOM)',
    access: 'user',
    statuses: [200],
    reply: 'text/csv',
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;
