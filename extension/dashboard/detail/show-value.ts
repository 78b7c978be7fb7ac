import * as v from 'valibot';
import { EMPLOYMENT_TYPES, OUTCOMES, Salary, STAGES, WORKPLACE_TYPES } from '../../../contract/index.ts';
import { Day } from '../../../contract/text.ts';
import { formatDay, formatSalary } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { employmentWord, outcomeWord, stageWord, workplaceWord } from '../../texts/words.ts';

/** How the values of a field are said, where they are not said as they are; null for one that this version does not know. */
const IN_WORDS: Record<string, (value: unknown, now: number) => string | null> = {
  stage: choice(STAGES, stageWord),
  outcome: choice(OUTCOMES, outcomeWord),
  priority: choice([0, 1, 2, 3] as const, (priority) => text(`priority_${priority}`)),
  appliedOn: dayInWords,
  followUpOn: dayInWords,
  'posting.workplaceType': choice(WORKPLACE_TYPES, workplaceWord),
  'posting.employmentType': choice(EMPLOYMENT_TYPES, employmentWord),
  'posting.datePosted': dayInWords,
  'posting.validThrough': dayInWords,
  'posting.salary': (value) => (v.is(Salary, value) ? formatSalary(value) : null),
};

function choice<Value>(options: readonly Value[], word: (value: Value) => string): (value: unknown) => string | null {
  return (value) => {
    const known = options.find((option) => option === value);
    return known === undefined ? null : word(known);
  };
}

/** Always the date: beside another one, "in 5 days" would have to be reckoned back. */
function dayInWords(value: unknown, now: number): string | null {
  return v.is(Day, value) ? formatDay(value, now, false, false) : null;
}

/** A field's value in words; what this version does not know is shown as it came. `field` as in a conflict: `posting.title`. */
export function showValue(field: string, value: unknown, now: number): string {
  if (value === null || value === undefined || value === '') return text('emptyValue');
  if (Array.isArray(value)) return value.length === 0 ? text('emptyValue') : value.join(', ');
  return IN_WORDS[field]?.(value, now) ?? (typeof value === 'string' ? value : JSON.stringify(value));
}
