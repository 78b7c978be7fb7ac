import { readdirSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { POSTING_FIELDS, type PostingField } from '../../../contract/posting.ts';
import type { Capture, PageKind } from '../capture.ts';
import { capturePage } from '../capture-page.ts';
import { SITES, siteOf } from './index.ts';

/** What stands beside a page of ours: `x.html` is read as if it stood at `url`. */
interface Fixture {
  url: string;
  site: string;
  kind: PageKind;
  /** Written from what is publicly known of the markup; no page of the site was at hand. */
  unverified?: true;
  notes?: string;
  expected: Partial<Record<PostingField, unknown>> & { descriptionHas?: string[] };
  /** Fields that the page doesn't state, though something on it looks like them. */
  absent?: PostingField[];
  /** The same where a general reader is known to be taken in: the site at least must not be. */
  doubtful?: PostingField[];
}

const FOLDER = new URL('fixtures/', import.meta.url);
const CAPTURED_AT = new Date('2026-03-15T12:00:00Z');
const fixtures = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const name = file.slice(0, -'.json'.length);
    const fixture = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Fixture;
    return { name, ...fixture, html: readFileSync(new URL(`${name}.html`, FOLDER), 'utf8') };
  });

function capture(html: string, url: string): Capture {
  const { document } = parseHTML(html) as unknown as { document: Document };
  return capturePage({ document, url: new URL(url), capturedAt: CAPTURED_AT });
}

/** The same page where no site is known: another host, and nothing that a sign could match. */
function captureUnknown({ html, url }: { html: string; url: string }): Capture {
  return capture(html.replace(/<(?:link|script) [^>]*(?:href|src)=[^>]*>/g, ''), `https://unknown.example${new URL(url).pathname}`);
}

for (const fixture of fixtures) {
  const { name, url, site, kind, expected, absent = [], doubtful = [], html, unverified } = fixture;
  describe(`${name}${unverified ? ' (unverified)' : ''}${fixture.notes ? `: ${fixture.notes}` : ''}`, () => {
    const found = capture(html, url);

    it(`is read by ${site}, as ${kind}`, () => {
      const { document } = parseHTML(html) as unknown as { document: Document };
      expect(siteOf(new URL(url), document)?.name).toBe(site);
      expect(found.verdict.kind).toBe(kind);
    });
    for (const field of POSTING_FIELDS) {
      if (!(field in expected)) continue;
      it(`${field}, with where it was read`, () => {
        expect(found.draft[field]?.[0]?.value).toEqual(expected[field]);
        for (const finding of found.draft[field] ?? []) {
          expect(finding.reader).not.toBe('');
          expect(finding.via).not.toBe('');
          expect(finding.confidence).toBeGreaterThan(0);
        }
      });
    }
    if (expected.descriptionHas) {
      it('description, from its first sentence to its last', () => {
        const description = found.draft.description?.[0]?.value ?? '';
        for (const text of expected.descriptionHas ?? []) expect(description).toContain(text);
        expect(description).not.toContain('partners use cookies');
      });
    }
    for (const field of absent) it(`${field} is not stated`, () => expect(found.draft[field]?.[0]?.value).toBeUndefined());
    for (const field of doubtful) {
      it(`${field} is not stated, and the site does not say so`, () => {
        expect(found.draft[field]?.map(({ reader }) => reader) ?? []).not.toContain(site);
      });
    }
    // Beside a list, only the site knows which of the titles is open.
    if (kind === 'split_view') return;
    it('title, where the site is not known', () => expect(captureUnknown(fixture).draft.title?.[0]?.value).toBe(expected.title));
  });
}

describe('the fixtures', () => {
  it('hold a page for every site', () => {
    const without = SITES.filter((site) => !fixtures.some((fixture) => fixture.site === site.name));
    expect(without.map(({ name }) => name)).toEqual([]);
  });
  it('give every posting a key', () => {
    const keyless = fixtures.filter(({ html, url }) => capture(html, url).postingKey === null);
    expect(keyless.map(({ name }) => name)).toEqual([]);
  });
});
