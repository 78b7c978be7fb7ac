import type { Finding, Reading } from './capture.ts';
import { confidenceOf } from './confidence-table.ts';
import { parseCompany } from './fields/company.ts';
import type { FieldContext } from './fields/context.ts';
import { parseDay, parseDeadline } from './fields/day.ts';
import { parseEmploymentType } from './fields/employment-type.ts';
import { parseLocation } from './fields/location.ts';
import { htmlToMarkdown } from './fields/markdown.ts';
import { parsePeriod, parseSalary } from './fields/salary.ts';
import { parseTitle } from './fields/title.ts';
import { isAtTimes, parseRemoteAnswer, parseWorkplaceType } from './fields/workplace-type.ts';
import { clean } from './text.ts';

function valueOf(reading: Reading, context: FieldContext): Finding['value'] | null {
  const { field, raw, reader, via } = reading;
  switch (field) {
    case 'title':
      return parseTitle(raw);
    case 'company':
      return parseCompany(raw);
    case 'location':
      return parseLocation(raw);
    case 'workplaceType':
      if (!via.startsWith('yes or no')) return parseWorkplaceType(raw);
      // "Telework eligible: yes" leaves it open; "Télétravail (2 j/semaine): oui" is not remote.
      if (isAtTimes(via) && parseRemoteAnswer(raw) === 'REMOTE') return null;
      return parseRemoteAnswer(raw) === 'REMOTE' && /\d\s?(?:j|d|t|jours?|days?|tage?|dage|dagar|dni|dny|giorni|dias)\b/i.test(via)
        ? 'HYBRID'
        : parseRemoteAnswer(raw);
    case 'employmentType':
      return parseEmploymentType(raw);
    case 'salary': {
      const salary = parseSalary(raw, context, reader !== 'prose' && reader !== 'near-headline');
      // "Annual base pay range": the label says what the amounts leave open.
      return salary && salary.period === null && reader === 'label-values' ? { ...salary, period: parsePeriod(via) } : salary;
    }
    case 'datePosted':
    case 'validThrough': {
      const day = field === 'datePosted' ? parseDay(raw, context, 'past') : parseDeadline(raw, context);
      return day && isPlausible(day, field, context) ? day : null;
    }
    case 'description':
      return typeof raw === 'string' ? (reading.markdown ? raw : htmlToMarkdown(raw)) || null : null;
    default:
      return null;
  }
}

/** Postings are not from the future, and a deadline ten years ahead is a placeholder. */
function isPlausible(day: string, field: 'datePosted' | 'validThrough', context: FieldContext): boolean {
  const days = (new Date(`${day}T00:00:00Z`).getTime() - context.capturedAt.getTime()) / 86_400_000;
  return field === 'datePosted' ? days < 3 : days < 900;
}

function rawText(raw: unknown): string {
  try {
    return clean(typeof raw === 'string' ? raw.slice(0, 2000) : (JSON.stringify(raw) ?? ''))
      .slice(0, 300)
      .trimEnd();
  } catch {
    return '';
  }
}

/** A reading as its field understands it; `null` where it doesn't. `trust`, 0 to 1, is how far this source of the page agrees with what is shown. */
export function parseReading(reading: Reading, context: FieldContext, trust = 1): Finding | null {
  const value = valueOf(reading, context);
  if (value === null) return null;
  const { field, reader, via } = reading;
  return {
    field,
    value,
    raw: rawText(reading.raw),
    reader,
    via: via.slice(0, 300).trim(),
    confidence: confidenceOf(reader, field) * trust,
  };
}
