import { describe, expect, it } from 'vitest';
import { fold } from '../text.ts';
import { APPLY, BESIDE, OCCUPATION, SECTION, SIMILAR } from './job-words.ts';
import { labelMeaning } from './labels.ts';

const PATTERNS = { APPLY, BESIDE, OCCUPATION, SECTION, SIMILAR };

describe('words that folded text is compared with', () => {
  for (const [name, { source }] of Object.entries(PATTERNS)) {
    it(`${name} has none that folding would have changed: it could never match`, () => {
      const words = source.match(/[\p{L}\p{M}]{2,}/gu) ?? [];
      // Latin capitals are the pattern's own: \S, \W.
      expect(words.filter((word) => /[^A-Za-z]/.test(word) && fold(word) !== word)).toEqual([]);
    });
  }
});

const HEADINGS: [string, keyof typeof PATTERNS, boolean][] = [
  ['Similar jobs', 'SIMILAR', true],
  ['Схожі вакансії', 'SIMILAR', true],
  ['Похожие вакансии', 'BESIDE', true],
  ['類似の求人', 'SIMILAR', true],
  ['Weitere Stellen bei uns', 'BESIDE', true],
  ['More about the role', 'BESIDE', false],
  ['Our other values', 'SIMILAR', false],
  ['Опис вакансії', 'SECTION', true],
  ['Was Sie mitbringen', 'SECTION', true],
  ['任职要求', 'SECTION', true],
  ['Відгукнутися', 'APPLY', true],
  ['Jetzt bewerben', 'APPLY', true],
  ['Apply for the residents’ parking permit of the town', 'APPLY', false],
  ['Бухгалтер', 'OCCUPATION', true],
  ['Kirjanpitäjä', 'OCCUPATION', true],
  ['Our story', 'OCCUPATION', false],
];

describe('headings and controls', () => {
  for (const [text, name, matches] of HEADINGS)
    it(`"${text}" is ${matches ? '' : 'not '}one of ${name}`, () => expect(PATTERNS[name].test(fold(text))).toBe(matches));
});

const LABELS: [string, ReturnType<typeof labelMeaning>][] = [
  ['Standort:', 'location'],
  ['Lieu de travail', 'location'],
  ['Дата публікації', 'datePosted'],
  ['Работодатель', 'company'],
  ['給与', 'salary'],
  ['Προθεσμία', 'validThrough'],
  ['Annual base pay range', 'salary'],
  ['Location (office)', 'location'],
  ['Department', 'other'],
  ['Télétravail', 'remote'],
  ['What we believe in', null],
  ['Organisation/Company', 'company'],
  ['Country/Region', 'country'],
  ["Lieu d'affectation", 'location'],
  ['Miejsce wykonywania pracy', 'location'],
  ['Date limite de dépôt des candidatures', 'validThrough'],
  ['Reageren t/m', 'validThrough'],
  ['Inscrições até', 'validThrough'],
  ['En ligne depuis le', 'datePosted'],
  ['Placed On', 'datePosted'],
  ['do:', 'validThrough'],
  ['掲載予定期間', 'datePosted'],
  ['Offer Starting Date', 'other'],
  ['Termin rozpoczęcia', 'other'],
  ['Anställningens omfattning', 'employmentType'],
  ['Tipologia contrattuale', 'employmentType'],
  ['Bruttomonatsgehalt', 'salary'],
  ['Maandsalaris', 'salary'],
  ['Fourchette indicative', 'salary'],
  ['Posted 3 days ago', null],
  ['Our approach', null],
  ['A label that is far too long to be the label of anything at all', null],
];

describe('labels', () => {
  for (const [text, meaning] of LABELS) it(`"${text}" asks for ${meaning}`, () => expect(labelMeaning(text)).toBe(meaning));
});
