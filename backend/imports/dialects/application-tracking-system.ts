import type { Dialect } from '../dialect.ts';

/**
 * NC State's Application Tracking System: the file that its first phase keeps everything in (`class`, a number), and the export of its later
 * ones (`status`, a word or its number). Its one `date` was shown as "Apply By", "Referral before" or "Applied Date", by the status.
 */
export const applicationTrackingSystem: Dialect = {
  name: 'application_tracking_system',
  signature: [['jobTitle'], ['companyName'], ['date'], ['class', 'status']],
  columns: { id: ['id', '_id'], title: ['jobTitle'], company: ['companyName'], stage: ['status', 'class'], appliedOn: ['date'] },
  stages: {
    1: 'saved',
    2: 'saved',
    3: 'applied',
    4: { stage: 'closed', outcome: 'rejected' },
    'Waiting for referral': 'saved',
    'Waiting Referral': 'saved',
  },
  appliedOnMeans: {
    1: 'validThrough',
    'Wish list': 'validThrough',
    2: 'followUpOn',
    'Waiting for referral': 'followUpOn',
    'Waiting Referral': 'followUpOn',
  },
  // Numbers start again in every installation: alone they would take two postings for one.
  identity: ['id', 'title', 'company'],
};
