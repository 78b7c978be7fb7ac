import { describe, expect, it } from 'vitest';
import { parseLocation } from './location.ts';

describe('a location', () => {
  it.each([
    ['Esbjerg, Denmark', 'Esbjerg, Denmark'],
    ['Location: Esbjerg', 'Esbjerg'],
    ['Standort: München', 'München'],
    ['Esbjerg | Req. 4711', 'Esbjerg'],
    ['Oslo , Norway', 'Oslo, Norway'],
    ['Caf&eacute; Str. 3, K&oslash;ge', 'Café Str. 3, Køge'],
    ['Remote, Canada', 'Remote, Canada'],
    ['3 Locations', '3 Locations'],
    ['Leeds, United Kingdom and 1 more', 'Leeds, United Kingdom'],
    ['Oslo + 2 more', 'Oslo'],
    ['長野県松本市島内1000', '長野県松本市島内1000'],
    ['Belluno (BL)', 'Belluno (BL)'],
    ['12345', null],
    ['東京', '東京'],
    [['Bergen', 'Oslo', 'Bergen'], 'Bergen / Oslo'],
    [{ '@type': 'Place', address: { addressLocality: 'Esbjerg', addressCountry: 'DK' } }, 'Esbjerg, DK'],
    [{ address: { addressLocality: 'Humlebæk, DK', addressCountry: 'DK' } }, 'Humlebæk, DK'],
    [
      { address: { addressLocality: 'Oslo', addressRegion: 'Oslo', addressCountry: { '@type': 'Country', name: 'Norway' } } },
      'Oslo, Norway',
    ],
    [{ address: { addressLocality: 'null', addressCountry: 'PL' } }, 'PL'],
    [{ address: { streetAddress: 'Quay 4, Esbjerg' } }, 'Quay 4, Esbjerg'],
    [{ address: 'Quay 4, Esbjerg' }, 'Quay 4, Esbjerg'],
    [{ '@type': 'Country', name: 'Denmark' }, 'Denmark'],
    [[{ address: { addressLocality: 'Bergen' } }, { address: { addressLocality: 'Oslo' } }], 'Bergen / Oslo'],
    ['Full-time', null],
    ['Hybrid', null],
    ['€50,000 per year', null],
    ['Select', null],
    ['View all locations', null],
    ['You will work from our office in Esbjerg. There you will meet the crew of the boat, and the boat itself.', null],
    ['N/A', null],
    ['', null],
    [{}, null],
    [[], null],
    [null, null],
    [4711, null],
  ])('written %j is %j', (written, location) => expect(parseLocation(written)).toBe(location));

  it('has an end, however many places there are, or however deep they lie', () => {
    let deep: unknown = 'Esbjerg';
    for (let depth = 0; depth < 1000; depth += 1) deep = { address: deep };
    expect(parseLocation(deep)).toBeNull();
    expect((parseLocation(Array.from({ length: 1000 }, (_, at) => `Town ${'x'.repeat(60)}${at}`)) ?? '').length).toBeLessThanOrEqual(400);
  });
});
