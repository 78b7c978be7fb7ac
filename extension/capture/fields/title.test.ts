import { describe, expect, it } from 'vitest';
import { parseTitle } from './title.ts';

describe('a title', () => {
  it.each([
    ['Loom Technician', 'Loom Technician'],
    ['  Loom\n   Technician ', 'Loom Technician'],
    ['Loom Technician - job post', 'Loom Technician'],
    ['Loom Technician (m/f/d)', 'Loom Technician (m/f/d)'],
    ['Webtechniker*in (w/m/d)', 'Webtechniker*in (w/m/d)'],
    ['R&amp;D Engineer', 'R&D Engineer'],
    ['Engineer, C++ &amp; C#', 'Engineer, C++ & C#'],
    ['Vice-President – Sales', 'Vice-President – Sales'],
    ['Apply now - Loom Technician', 'Loom Technician'],
    ['Job application for Loom Technician', 'Loom Technician'],
    ['Stellenangebot: Loom Technician', 'Loom Technician'],
    ['Loom Technician | Careers', 'Loom Technician'],
    ['Loom Technician - Apply online', 'Loom Technician'],
    ['Loom\u200b Technician\u00ad', 'Loom Technician'],
    ['Boulanger H/F', 'Boulanger H/F'],
    ['製造スタッフ（豆腐）', '製造スタッフ（豆腐）'],
    [['Loom Technician', 'Weaver'], 'Loom Technician'],
    ['Similar jobs', null],
    ['Current openings', null],
    ['Our careers at Weberei', 'Our careers at Weberei'],
    ['求人情報（フルタイム）', null],
    ['职位描述', null],
    ['Loom Techni…', null],
    ['12345', null],
    ['', null],
    ['   ', null],
  ])('written %j is %j', (written, title) => expect(parseTitle(written)).toBe(title));
});
