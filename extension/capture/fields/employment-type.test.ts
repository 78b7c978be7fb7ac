import { describe, expect, it } from 'vitest';
import { parseEmploymentType } from './employment-type.ts';

describe('an employment type', () => {
  it.each([
    ['FULL_TIME', 'FULL_TIME'],
    ['Full-time', 'FULL_TIME'],
    ['Full time, permanent', 'FULL_TIME'],
    ['Vollzeit', 'FULL_TIME'],
    ['Temps plein', 'FULL_TIME'],
    ['Fuldtid', 'FULL_TIME'],
    ['Plný úvazek', 'FULL_TIME'],
    ['正社員', 'FULL_TIME'],
    ['полная занятость', 'FULL_TIME'],
    ['37 timer', 'FULL_TIME'],
    ['Part-time', 'PART_TIME'],
    ['Teilzeit', 'PART_TIME'],
    ['Contract', 'CONTRACTOR'],
    ['CONTRACTOR', 'CONTRACTOR'],
    ['Freelance', 'CONTRACTOR'],
    ['Temporary', 'TEMPORARY'],
    ['CDD', 'TEMPORARY'],
    ['Befristet', 'TEMPORARY'],
    ['Internship', 'INTERN'],
    ['Praktikum', 'INTERN'],
    ['Full-time internship', 'INTERN'],
    ['Full-time contract', 'CONTRACTOR'],
    ['VOLUNTEER', 'VOLUNTEER'],
    ['Per diem', 'PER_DIEM'],
    ['OTHER', 'OTHER'],
    [['FULL_TIME'], 'FULL_TIME'],
    ['https://schema.org/FULL_TIME', 'FULL_TIME'],
    ['Harbour Pilot', null],
    ['', null],
    [{}, null],
    [null, null],
  ])('written %j is %j', (written, type) => expect(parseEmploymentType(written)).toBe(type));
});
