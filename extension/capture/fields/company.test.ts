import { describe, expect, it } from 'vitest';
import { parseCompany } from './company.ts';

describe('a company', () => {
  it.each([
    ['Kittiwake Lines', 'Kittiwake Lines'],
    [{ '@type': 'Organization', name: 'Kittiwake Lines' }, 'Kittiwake Lines'],
    [[{ name: 'Kittiwake Lines' }], 'Kittiwake Lines'],
    ['Smith &amp; Sons', 'Smith & Sons'],
    ['', null],
    ['N/A', null],
    ['Confidential', null],
    [{}, null],
    [null, null],
  ])('written %j is %j', (written, company) => expect(parseCompany(written)).toBe(company));
});
