import { describe, expect, it } from 'vitest';
import type { Reading } from './capture.ts';
import { employersOf } from './employer-or-publisher.ts';

const company = (raw: string, reader: string): Reading => ({ field: 'company', raw, reader, via: '' });
const readersOf = (readings: readonly Reading[]) => readings.map(({ raw, reader }) => [raw, reader]);

describe('whose a name is that stands in the title', () => {
  it('the board’s, where it is the site’s own and another name is said to employ', () =>
    expect(
      readersOf(employersOf([company('Jobbanken', 'document-title'), company('Jobbanken', 'host'), company('Mewa AS', 'employer-beside')])),
    ).toEqual([
      ['Jobbanken', 'site-name'],
      ['Jobbanken', 'host'],
      ['Mewa AS', 'employer-beside'],
    ]));

  it('the employer’s, where nobody else is named', () =>
    expect(readersOf(employersOf([company('Mewa', 'document-title'), company('Mewa', 'host')]))).toEqual([
      ['Mewa', 'document-title'],
      ['Mewa', 'host'],
    ]));

  it('the employer’s, where the other name is the same with its legal form', () =>
    expect(
      readersOf(
        employersOf([company('Mewa', 'document-title'), company('Mewa', 'host'), company('Mewa Polska Sp. z o.o.', 'label-values')]),
      )[0],
    ).toEqual(['Mewa', 'document-title']));

  it('nobody’s, where the page says that it is the place', () =>
    expect(
      readersOf(
        employersOf([company('Belluno', 'document-title'), { field: 'location', raw: 'Belluno (BL)', reader: 'label-values', via: '' }]),
      ),
    ).toEqual([['Belluno (BL)', 'label-values']]));
});
