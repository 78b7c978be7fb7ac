import { DIALECTS, type DialectName } from '../../../contract/index.ts';
import { text } from '../../texts/text.ts';

/** The products' own names, which no language changes. */
const PRODUCTS: Record<Exclude<DialectName, 'generic'>, string> = {
  jackdaw_csv: 'Jackdaw (CSV)',
  jackdaw_json: 'Jackdaw (JSON)',
  huntr: 'Huntr',
  teal: 'Teal',
  simplify: 'Simplify',
  linkedin_applications: 'LinkedIn',
  linkedin_saved: 'LinkedIn',
  jobsync: 'JobSync',
  application_tracking_system: 'Application Tracking System',
};

/** Whose file it is, in words; a newer server may have read one that this version does not know. */
export function dialectWord(dialect: string): string {
  const known = DIALECTS.find((name) => name === dialect);
  return known === undefined || known === 'generic' ? text('importTable') : PRODUCTS[known];
}
