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
    ['', null],
    ['   ', null],
  ])('written %j is %j', (written, title) => expect(parseTitle(written)).toBe(title));
});
