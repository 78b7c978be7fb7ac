import { describe, expect, it } from 'vitest';
import { parseCompany } from './company.ts';

describe('a company', () => {
  it.each([
    ['Kittiwake Lines', 'Kittiwake Lines'],
    [{ '@type': 'Organization', name: 'Kittiwake Lines' }, 'Kittiwake Lines'],
    [[{ name: 'Kittiwake Lines' }], 'Kittiwake Lines'],
    ['Smith &amp; Sons', 'Smith & Sons'],
    ['Kittiwake Lines careers', 'Kittiwake Lines'],
    ['Careers at Kittiwake Lines', 'Kittiwake Lines'],
    ['Kittiwake Lines logo', 'Kittiwake Lines'],
    ['Company: Kittiwake Lines', 'Kittiwake Lines'],
    ['Kittiwake Lines |', 'Kittiwake Lines'],
    ['Mlýn Perner s. r. o.', 'Mlýn Perner s. r. o.'],
    ['株式会社ひなた', '株式会社ひなた'],
    [{ name: '', legalName: 'Kittiwake Lines AS' }, null],
    ['Careers', null],
    ['Open jobs', null],
    ['Go back', null],
    ['Personal information', null],
    ['View all', null],
    ['https://kittiwake.example', null],
    ['logo.png', null],
    ['pilots@kittiwake.example', null],
    ['', null],
    ['N/A', null],
    ['Confidential', null],
    [{}, null],
    [null, null],
  ])('written %j is %j', (written, company) => expect(parseCompany(written)).toBe(company));
});
