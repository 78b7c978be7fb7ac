import type { Backup } from '../../contract/backup.ts';
import { applicationRecord } from '../applications/application-json.sql.ts';
import { snapshotJson } from '../applications/snapshot-json.sql.ts';
import { eventJson } from '../events/event-json.sql.ts';
import { userLiteral } from './literals.sql.ts';

type Section = Exclude<keyof Backup, 'format' | 'version' | 'exportedAt'>;

interface Source {
  table: 'applications' | 'snapshots' | 'events';
  /** Over `r`. */
  json: string;
  orderBy: string;
  where?: string;
}

const application = { table: 'applications', json: `to_json(${applicationRecord('r')})`, orderBy: 'r.created_at, r.id' } as const;
const SOURCES: Record<Section, Source> = {
  applications: { ...application, where: 'r.deleted_at is null' },
  trash: { ...application, where: 'r.deleted_at is not null' },
  snapshots: { table: 'snapshots', json: snapshotJson('r'), orderBy: 'r.id' },
  events: { table: 'events', json: eventJson('r'), orderBy: 'r.change_number, r.id' },
};

/** In the order they are written. */
export const BACKUP_SECTIONS = Object.keys(SOURCES) as Section[];

/**
 * The COPY of a section: one row's JSON a line, all but the first with a comma before it. As "CSV" whose quote and delimiter are control
 * characters, which JSON never holds unescaped, so that COPY passes the text on as it is; its own text format would double backslashes.
 */
export function sectionSql(section: Section, userId: string): string {
  const { table, json, orderBy, where = 'true' } = SOURCES[section];
  return `copy (
    select case when row_number() over () = 1 then '' else ',' end || (${json})::text
    from (select * from ${table} r where r.user_id = ${userLiteral(userId)} and ${where} order by ${orderBy}) r
  ) to stdout with (format csv, delimiter E'\\x01', quote E'\\x02', encoding 'UTF8')`;
}
