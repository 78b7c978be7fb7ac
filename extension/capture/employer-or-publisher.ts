import type { Reading } from './capture.ts';
import { PUBLISHERS } from './employer-in-place.ts';
import { parseCompany } from './fields/company.ts';
import { squash, squashCompany } from './text.ts';

/** Readers that say who employs, in so many words; the site's own are those that are not general. */
const EXPLICIT = /^(?:label-values|employer-beside|json-ld|microdata|rdfa)$/;
/** Readers that can't tell the employer's name from the board's, nor from a town's. */
const EITHER = /^(?:document-title|near-headline)$/;

const keyOf = ({ field, raw }: Reading): string => (field === 'company' ? squashCompany(parseCompany(raw) ?? '') : '');
const agree = (a: string, b: string): boolean => a.includes(b) || b.includes(a);

/**
 * "Title | Name" names the employer on an employer's site and the board on a board's. Where the page says in so many words who employs, the name by which
 * the site calls itself is the publisher's; and a name that is said to be the place is no employer's at all.
 */
export function employersOf(readings: readonly Reading[]): Reading[] {
  const published = new Set<string>();
  const explicit: string[] = [];
  const places = new Set<string>();
  for (const reading of readings) {
    const key = keyOf(reading);
    if (key.length > 1 && PUBLISHERS.test(reading.reader)) published.add(key);
    if (key.length > 1 && EXPLICIT.test(reading.reader)) explicit.push(key);
    if (reading.field === 'location' && typeof reading.raw === 'string' && /^(?:label-values|near-headline)$/.test(reading.reader))
      for (const piece of [reading.raw, reading.raw.split(/\s*[,(|·]/)[0] ?? '']) places.add(squash(piece));
  }
  return readings.flatMap((reading): Reading[] => {
    const key = keyOf(reading);
    if (key === '' || !EITHER.test(reading.reader) || explicit.some((name) => agree(name, key))) return [reading];
    if (places.has(key)) return [];
    return explicit.length > 0 && [...published].some((name) => agree(name, key)) ? [{ ...reading, reader: 'site-name' }] : [reading];
  });
}
