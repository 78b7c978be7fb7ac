import type { Readable } from 'node:stream';
import { CSV_COLUMNS, type ExportCsv } from '../../contract/index.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { Batch } from './batch.ts';
import { copyInto } from './copy-into.ts';
import { copySql } from './csv.sql.ts';
import { openExport } from './open-export.ts';

/** RFC 4180's end of a row; a line break inside a quoted cell stays what it is. */
const CRLF = Buffer.from('\r\n');

/** A user's applications that pass the filters as CSV (RFC 4180, UTF-8 with BOM), in the order they were saved; see `openExport`. */
export function exportCsv(database: Database, user: Owner, { columns = [...CSV_COLUMNS], ...filters }: ExportCsv): Promise<Readable> {
  // The byte order mark is what makes Excel read UTF-8.
  const head = Buffer.from(`\uFEFF${columns.join(',')}\r\n`);
  return openExport(database, user, new Batch(head), (client, out) => copyInto(out, client, copySql(user.id, columns, filters), CRLF));
}
