import type { Readable } from 'node:stream';
import { to as copyTo } from 'pg-copy-streams';
import { CSV_COLUMNS, type ExportCsv } from '../../contract/index.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { CrlfRows } from './crlf-rows.ts';
import { copySql } from './csv.sql.ts';
import { openExport } from './open-export.ts';

/** A user's applications that pass the filters as CSV (RFC 4180, UTF-8 with BOM), in the order they were saved; see `openExport`. */
export function exportCsv(database: Database, user: Owner, { columns = [...CSV_COLUMNS], ...filters }: ExportCsv): Promise<Readable> {
  // The byte order mark is what makes Excel read UTF-8.
  const rows = new CrlfRows(Buffer.from(`\uFEFF${columns.join(',')}\r\n`));
  return openExport(database, user, rows, (client) => client.query(copyTo(copySql(user.id, columns, filters))));
}
