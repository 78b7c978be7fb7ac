import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { capturePage } from './capture-page.ts';
import { draftToPosting } from './draft-to-posting.ts';
import { wordsOf } from './text.ts';
import { LABELLED_LAYOUTS, SPARSE_LAYOUTS } from './testing/page-layouts.ts';
import { PAGE_LANGUAGES, type PageLanguage } from './testing/page-languages.ts';
import { isOnePosting } from './verdict.ts';

const URL_OF_NO_SITE = new URL('https://unknown.example/p/senior');
const AT = new Date('2026-11-22T12:00:00Z');

function read(html: string) {
  const { document } = parseHTML(html);
  const { draft, verdict } = capturePage({ document: document as unknown as Document, url: URL_OF_NO_SITE, capturedAt: AT });
  return { ...draftToPosting(draft), one: isOnePosting(verdict) };
}

function expectedOf(l: PageLanguage) {
  const [, , min, max, currency, period] = l.pay;
  return {
    one: true,
    title: l.title,
    company: l.company,
    location: expect.stringContaining(l.place.split(',')[0] ?? '') as string,
    employmentType: l.employment[2],
    workplaceType: l.workplace[2],
    salary: { min, max, currency, period },
    datePosted: l.posted[2],
    validThrough: l.deadline[2],
  };
}

for (const l of PAGE_LANGUAGES) {
  describe(`a posting in ${l.lang}`, () => {
    for (const [name, layout] of Object.entries(LABELLED_LAYOUTS)) {
      it(`is read from: ${name}`, () => {
        const { description, ...posting } = read(layout(l));
        expect(posting).toEqual(expectedOf(l));
        const text = wordsOf(description ?? '').join(' ');
        expect(text).toContain(wordsOf(l.tasks[1]).join(' '));
        expect(text).toContain(wordsOf(l.profile.at(-1) ?? '').join(' '));
        expect(text).not.toContain(wordsOf(l.apply).join(' '));
      });
    }
    for (const [name, { fields, html }] of Object.entries(SPARSE_LAYOUTS)) {
      it(`is read from: ${name}`, () => {
        const posting = read(html(l));
        const all = expectedOf(l);
        expect(posting.title).toBe(l.title);
        for (const field of fields) expect(posting[field], field).toEqual(all[field]);
        // The pay of similar jobs is nobody's but theirs.
        expect(posting.salary).toEqual(fields.includes('salary') ? all.salary : null);
      });
    }
  });
}
