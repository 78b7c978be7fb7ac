import { describe, expect, it } from 'vitest';
import type { Reading } from './capture.ts';
import { employerNames, withoutEmployer } from './employer-in-place.ts';

const company = (raw: unknown, reader = 'json-ld'): Reading => ({ field: 'company', raw, reader, via: '' });
const cut = (raw: unknown, ...companies: Reading[]): unknown =>
  withoutEmployer({ field: 'location', raw, reader: 'near-headline', via: '' }, employerNames(companies)).raw;

const FJORDLINE = company({ '@type': 'Organization', name: 'Fjordline A/S' });
const CUT: [string, string][] = [
  ['Fjordline · Copenhagen', 'Copenhagen'],
  ['Copenhagen · Fjordline', 'Copenhagen'],
  ['Fjordline A/S | Copenhagen, Denmark', 'Copenhagen, Denmark'],
  ['Fjordline – Copenhagen', 'Copenhagen'],
  ['Fjordline - Copenhagen', 'Copenhagen'],
  ['FJORDLINE, Copenhagen, Denmark', 'Copenhagen, Denmark'],
  ['Fjordline • Copenhagen • Hybrid', 'Copenhagen, Hybrid'],
  ['Fjordline (Copenhagen)', 'Copenhagen'],
  ['Engineering @ Fjordline @ Copenhagen', 'Engineering, Copenhagen'],
];

describe('a location that stands in one line with the employer', () => {
  for (const [text, place] of CUT) it(`${text} → ${place}`, () => expect(cut(text, FJORDLINE)).toBe(place));

  it('stays whole where the name is all there is', () => expect(cut('Fjordline', FJORDLINE)).toBe('Fjordline'));
  it('stays whole where the name is only part of a word or of the place', () => {
    expect(cut('Fjordline Park, Copenhagen', FJORDLINE)).toBe('Fjordline Park, Copenhagen');
    expect(cut('Fjordlinevej 4, Copenhagen', FJORDLINE)).toBe('Fjordlinevej 4, Copenhagen');
  });
  it('keeps a town that publishes its own postings, though its name is the site’s', () => {
    expect(cut('Smalltown, NJ', company('Smalltown', 'site-name'))).toBe('Smalltown, NJ');
    expect(cut('Copenhagen, Denmark', company('Copenhagen'))).toBe('Copenhagen, Denmark');
  });
  it('drops a publisher’s name where the line’s separator is none of an address', () => {
    expect(cut('Fjordline | Aarhus', company('Fjordline', 'site-name'))).toBe('Aarhus');
  });
  it('leaves structured places as they are', () => {
    const place = { address: { addressLocality: 'Fjordline' } };
    expect(cut(place, FJORDLINE)).toBe(place);
  });
});
