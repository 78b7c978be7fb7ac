import { describe, expect, it } from 'vitest';
import { showValue } from './show-value.ts';

const NOW = Date.UTC(2026, 10, 26, 12);

describe('a value of the history, or of a conflict', () => {
  it.each([
    ['stage', 'interviewing', 'Interviewing'],
    ['outcome', 'ghosted', 'No answer'],
    ['priority', 2, 'Medium'],
    ['posting.workplaceType', 'ONSITE', 'On site'],
    ['posting.employmentType', 'FULL_TIME', 'Full time'],
    ['appliedOn', '2026-11-25', 'Nov 25'],
    ['posting.validThrough', '2027-01-03', 'Jan 3, 2027'],
    ['posting.salary', { min: 50_000, max: null, currency: 'EUR', period: 'YEAR' }, 'from €50,000 / year'],
    ['tags', ['sea', 'night'], 'sea, night'],
    ['tags', [], '(empty)'],
    ['posting.location', null, '(empty)'],
    ['posting.title', 'ONSITE', 'ONSITE'],
    ['stage', 'of another version', 'of another version'],
    ['unheardOf', { a: 1 }, '{"a":1}'],
  ])('%s %j is “%s”', (field, value, words) => expect(showValue(field, value, NOW)).toBe(words));
});
