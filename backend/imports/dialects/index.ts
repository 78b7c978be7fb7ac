import type { Dialect } from '../dialect.ts';
import { applicationTrackingSystem } from './application-tracking-system.ts';
import { generic } from './generic.ts';
import { huntr } from './huntr.ts';
import { jackdaw } from './jackdaw.ts';
import { jobsync } from './jobsync.ts';
import { linkedinApplications, linkedinSaved } from './linkedin.ts';
import { simplify } from './simplify.ts';
import { teal } from './teal.ts';

/** Every table that is understood. Of several that fit, the one with most headers in the file wins, so the order means nothing. */
export const TABLE_DIALECTS: readonly Dialect[] = [
  jackdaw,
  huntr,
  teal,
  simplify,
  linkedinApplications,
  linkedinSaved,
  jobsync,
  applicationTrackingSystem,
  generic,
];
