import type { StageMeaning } from '../../contract/imports.ts';
import type { Dialect } from './dialect.ts';

const closed = (outcome: NonNullable<StageMeaning['outcome']>): StageMeaning => ({ stage: 'closed', outcome });

/**
 * What everybody means by these words. Left out on purpose: "declined" (by whom?), "closed" and "archived" (why?), "pending" and "in progress"
 * (which?), "offer accepted/declined" are there. A word that is not here is asked for.
 */
const COMMON: readonly (readonly [StageMeaning['stage'] | StageMeaning, readonly string[]])[] = [
  [
    'saved',
    [
      'saved',
      'wishlist',
      'wish list',
      'bookmarked',
      'bookmark',
      'interested',
      'to apply',
      'not applied',
      'not yet applied',
      'not started',
      'researching',
      'considering',
      'preparing',
      'draft',
    ],
  ],
  ['applied', ['applied', 'submitted', 'application submitted', 'application sent', 'sent', 'beworben', 'candidature envoyee']],
  [
    'screening',
    [
      'screening',
      'screen',
      'screened',
      'phone screen',
      'phone screening',
      'recruiter screen',
      'recruiter call',
      'hr screen',
      'hr call',
      'resume screen',
      'assessment',
      'online assessment',
      'oa',
      'take home',
      'coding challenge',
    ],
  ],
  [
    'interviewing',
    [
      'interviewing',
      'interview',
      'interviews',
      'interviewed',
      'interview scheduled',
      'first interview',
      'second interview',
      'final interview',
      'final round',
      'phone interview',
      'technical interview',
      'video interview',
      'onsite interview',
      'vorstellungsgesprach',
    ],
  ],
  ['offered', ['offered', 'offer', 'offers', 'offer received', 'received offer', 'negotiating', 'negotiation']],
  [closed('accepted'), ['accepted', 'offer accepted', 'accepted offer', 'hired']],
  [closed('declined'), ['offer declined', 'declined offer', 'i declined', 'turned down offer']],
  [
    closed('rejected'),
    [
      'rejected',
      'rejection',
      'not selected',
      'no longer under consideration',
      'not moving forward',
      'turned down by company',
      'abgelehnt',
      'absage',
    ],
  ],
  [closed('withdrawn'), ['withdrawn', 'withdrew', 'i withdrew', 'withdrawn by me']],
  [closed('ghosted'), ['ghosted', 'no response', 'no reply', 'no answer', 'never heard back']],
  [closed('expired'), ['expired', 'posting expired', 'position filled', 'position closed', 'job closed']],
];

/** Status words are the same when their letters and digits are: `Wish list`, `WISHLIST` and `wish-list`. */
export function foldWord(word: string): string {
  // A word of signs only, such as an emoji, is its own.
  return (
    word
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, '') || word.trim()
  );
}

const meaning = (found: StageMeaning['stage'] | StageMeaning): StageMeaning =>
  typeof found === 'string' ? { stage: found, outcome: null } : found;

/** Every word that needs no question, folded: the person's answers first, then the product's own, then what everybody means. */
export function stageWords(dialect: Dialect, answers: Readonly<Record<string, StageMeaning>>): ReadonlyMap<string, StageMeaning> {
  const words = new Map<string, StageMeaning>();
  for (const [found, aliases] of COMMON) for (const alias of aliases) words.set(foldWord(alias), meaning(found));
  for (const [word, found] of Object.entries(dialect.stages ?? {})) words.set(foldWord(word), meaning(found));
  for (const [word, found] of Object.entries(answers)) words.set(foldWord(word), meaning(found));
  return words;
}
