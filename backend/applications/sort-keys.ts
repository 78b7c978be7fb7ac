import type { SortField } from '../../contract/index.ts';
import { yearlySalary } from './salary.sql.ts';

interface SortKey {
  /** SQL over `a`. */
  sql: string;
  type: 'timestamptz' | 'text' | 'smallint' | 'date';
  isNullable: boolean;
  /** An index begins with the user, this and the id, and the search's index holds it. */
  isIndexed?: true;
}

/** Long titles differ earlier than here; and a page's token has to fit into an address. */
const TEXT_KEY_CHARACTERS = 200;
const text = (column: string): string => `lower(left(a.${column}, ${TEXT_KEY_CHARACTERS}))`;

/** What each sort compares. Where nothing is stated (an empty company, no day) a row comes last, in both directions. */
export const SORT_KEYS: Record<SortField, SortKey> = {
  createdAt: { sql: 'a.created_at', type: 'timestamptz', isNullable: false, isIndexed: true },
  updatedAt: { sql: 'a.updated_at', type: 'timestamptz', isNullable: false, isIndexed: true },
  title: { sql: text('title'), type: 'text', isNullable: false },
  company: { sql: `nullif(${text('company')}, '')`, type: 'text', isNullable: true },
  stage: { sql: 'a.stage_rank', type: 'smallint', isNullable: false, isIndexed: true },
  appliedOn: { sql: 'a.applied_on', type: 'date', isNullable: true },
  followUpOn: { sql: 'a.follow_up_on', type: 'date', isNullable: true },
  priority: { sql: 'a.priority', type: 'smallint', isNullable: false },
  datePosted: { sql: 'a.date_posted', type: 'date', isNullable: true },
  location: { sql: `nullif(${text('location')}, '')`, type: 'text', isNullable: true },
  // One text that sorts by currency, then by amount; "C" because it is no text of a language. No currency comes behind all of them.
  salary: {
    sql: `((coalesce(a.salary_currency, '~') || to_char(${yearlySalary('a')}, 'FM0000000000000000.00')) collate "C")`,
    type: 'text',
    isNullable: true,
  },
  validThrough: { sql: 'a.valid_through', type: 'date', isNullable: true },
};
