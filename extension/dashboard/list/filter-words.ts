import { formatAmount, formatDay } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { outcomeWord, stageWord, workplaceWord } from '../../texts/words.ts';
import type { FilterDate, Filters } from './filters.ts';

/** What a date that one can filter by is called. */
export function filterDateWord(field: FilterDate): string {
  return field === 'savedAt' ? text('savedColumn') : text(`field_${field}`);
}

/** One narrowing part in words: "Tag: data, remote", "Applied: from 3 Nov". */
export function filterWord(name: keyof Filters, filters: Filters, now: number): string {
  const { pay, date } = filters;
  switch (name) {
    case 'stages':
      return text('chip_stages', { value: filters.stages.map(stageWord).join(', ') });
    case 'outcomes':
      return text('chip_outcomes', { value: filters.outcomes.map(outcomeWord).join(', ') });
    case 'tags':
      return text('chip_tags', { value: filters.tags.join(', ') });
    case 'companies':
      return text('chip_companies', { value: filters.companies.join(', ') });
    case 'workplaces':
      return text('chip_workplaces', { value: filters.workplaces.map(workplaceWord).join(', ') });
    case 'pay': {
      const value = pay.atLeast === null ? (pay.currency ?? '') : text('payAtLeast', { amount: formatAmount(pay.atLeast, pay.currency) });
      return text('chip_pay', { value });
    }
    case 'date': {
      const ends = [
        date.from === null ? '' : text('spanFrom', { day: formatDay(date.from, now, true) }),
        date.to === null ? '' : text('spanTo', { day: formatDay(date.to, now, true) }),
      ];
      return text('chip_date', { field: filterDateWord(date.field), value: ends.filter(Boolean).join(' ') });
    }
  }
}
