import { formatAmount, formatDay } from '../../texts/format.ts';
import { text, type PlainTextKey } from '../../texts/text.ts';
import { outcomeWord, stageWord, workplaceWord } from '../../texts/words.ts';
import type { FilterDate, Filters } from './filters.ts';

/** What a date that one can filter by is called. */
export function filterDateWord(field: FilterDate): string {
  return field === 'savedAt' ? text('saved') : text(`field_${field}`);
}

const named = (field: PlainTextKey, value: string): string => text('fieldValue', { field: text(field), value });

/** One narrowing part in words: "Tags: data, remote", "Applied: from 3 Nov". */
export function filterWord(name: keyof Filters, filters: Filters, now: number): string {
  const { pay, date } = filters;
  switch (name) {
    case 'stages':
      return named('field_stage', filters.stages.map(stageWord).join(', '));
    case 'outcomes':
      return named('field_outcome', filters.outcomes.map(outcomeWord).join(', '));
    case 'tags':
      return named('field_tags', filters.tags.join(', '));
    case 'companies':
      return named('field_company', filters.companies.join(', '));
    case 'workplaces':
      return named('field_workplaceType', filters.workplaces.map(workplaceWord).join(', '));
    case 'pay': {
      const value = pay.atLeast === null ? (pay.currency ?? '') : text('payAtLeast', { amount: formatAmount(pay.atLeast, pay.currency) });
      return named('field_salary', value);
    }
    case 'date': {
      const ends = [
        date.from === null ? '' : text('spanFrom', { day: formatDay(date.from, now, true) }),
        date.to === null ? '' : text('spanTo', { day: formatDay(date.to, now, true) }),
      ];
      return text('fieldValue', { field: filterDateWord(date.field), value: ends.filter(Boolean).join(' ') });
    }
  }
}
