import type { Application } from '../../contract/index.ts';
import type { Caller } from '../accounts/recognise-caller.ts';
import { ProblemError } from '../errors.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import { applicationJson } from './application-json.sql.ts';

const READ = `select ${applicationJson('a')}::text as application from applications a where a.user_id = $1 and a.id = $2`;

/** One application as it travels, also from the trash. Throws `not_found` for an id of nobody's or of somebody else's alike. */
export async function readApplication(caller: Caller, id: string): Promise<PreparedJson<Application>> {
  const [{ rows }] = await caller.query<[{ application: string }]>([{ name: 'read-application', text: READ, values: [caller.id, id] }]);
  const [row] = rows;
  if (row === undefined) throw new ProblemError('not_found');
  return new PreparedJson(row.application);
}
