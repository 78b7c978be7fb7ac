import { ExportCsv } from '../list.ts';
import type { Endpoint } from './endpoint.ts';

export const exportsEndpoints = {
  exportCsv: {
    method: 'GET',
    path: '/api/export.csv',
    summary: 'Applications as CSV (RFC 4180, UTF-8 with BOM): those outside the trash, unless filtered as a list',
    access: 'user',
    scope: 'export',
    query: ExportCsv,
    statuses: [200],
    reply: 'text/csv',
    problems: [],
  },
  exportJson: {
    method: 'GET',
    path: '/api/export.json',
    summary: 'Everything a person has here, the trash and the history too, as a file that can be imported again (contract/backup.ts)',
    access: 'user',
    scope: 'export',
    statuses: [200],
    /** A download and no schema: nobody reads it but an import, which checks it piece by piece. */
    reply: 'application/json',
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;
