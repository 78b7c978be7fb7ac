import type { Reading } from './capture.ts';
import { parseCompany } from './fields/company.ts';
import { placeScore } from './fields/places.ts';
import { squashCompany } from './text.ts';

/** Readers that name the employer; the others name whoever publishes, which may be a town: "Smalltown" on smalltown.gov. */
export const PUBLISHERS = /^(?:site-name|logo|logo-weak|copyright|tenant|host)$/;
/** Between facts of one line, and what no address has inside; a comma also stands between a town and its country. */
const BETWEEN_FACTS = /\s*[|•·●∙⋅‧@]\s*|\s+[–—-]+\s+|\s+[/:]+\s+|\s*[()]\s*/;
const BETWEEN_ALL = new RegExp(`${BETWEEN_FACTS.source}|\\s*[,;]\\s*`);

/** The names that a page gives for its employer, as they compare. */
export interface EmployerNames {
  named: ReadonlySet<string>;
  published: ReadonlySet<string>;
}

export function employerNames(readings: readonly Reading[]): EmployerNames {
  const named = new Set<string>();
  const published = new Set<string>();
  for (const { field, raw, reader } of readings) {
    const name = field === 'company' ? parseCompany(raw) : null;
    const key = name && placeScore(name) === 0 ? squashCompany(name) : '';
    if (key.length > 1) (PUBLISHERS.test(reader) ? published : named).add(key);
  }
  return { named, published };
}

/** The text without the pieces that are an employer's name; as it is where nothing else would be left. */
function without(text: string, separator: RegExp, names: ReadonlySet<string>): string {
  const pieces = text.split(separator);
  if (names.size === 0 || pieces.length < 2) return text;
  const isEmployer = (piece: string): boolean => names.has(squashCompany(piece));
  if (!pieces.some(isEmployer)) return text;
  // "Acme (Oslo, Norway)" is cut at its brackets: what remains is read as one line.
  const kept = pieces.filter((piece) => piece.trim() !== '' && !isEmployer(piece));
  return kept.length > 0 ? kept.join(', ') : text;
}

/** "Company · Place" is how many pages write both in one line: a location without the employer's name, whatever stands between them. */
export function withoutEmployer(reading: Reading, { named, published }: EmployerNames): Reading {
  if (reading.field !== 'location' || typeof reading.raw !== 'string' || reading.raw.length > 300) return reading;
  const raw = without(without(reading.raw, BETWEEN_ALL, named), BETWEEN_FACTS, published);
  return raw === reading.raw ? reading : { ...reading, raw };
}
