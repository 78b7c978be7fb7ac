import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { capturePage } from './capture-page.ts';
import { draftToPosting, type ReadPosting } from './draft-to-posting.ts';
import { parseCapture } from './parse-capture.ts';

interface Expectation {
  says: string;
  url: string;
  verdict: string;
  posting?: Partial<ReadPosting>;
  descriptionLacks?: string;
}

const FIXTURES = new URL('fixtures/', import.meta.url);
const AT = new Date('2026-11-22T12:00:00Z');
const names = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.html') && existsSync(new URL(name.replace('.html', '.json'), FIXTURES)))
  .map((name) => name.slice(0, -5));

function capture(html: string, url = 'https://unknown.example/', budgetMs = 20_000) {
  const { document } = parseHTML(html);
  return capturePage({ document: document as unknown as Document, url: new URL(url), capturedAt: AT }, { budgetMs });
}

describe('capturePage, over pages of our own', () => {
  for (const name of names) {
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')) as Expectation;
    it(`${name}: ${expected.says}`, () => {
      const html = readFileSync(new URL(`${name}.html`, FIXTURES), 'utf8');
      const { document } = parseHTML(html);
      const before = document.toString();
      const read = capturePage(
        { document: document as unknown as Document, url: new URL(expected.url), capturedAt: AT },
        { budgetMs: 20_000 },
      );
      expect(document.toString()).toBe(before);
      expect(read.verdict.kind).toBe(expected.verdict);
      expect(draftToPosting(read.draft)).toMatchObject(expected.posting ?? {});
      expect(read.draft.description?.[0]?.value ?? '').not.toContain(expected.descriptionLacks ?? 'never said in any fixture');
      expect(parseCapture(JSON.parse(JSON.stringify(read)))).toEqual(read);
    });
  }
});

describe('capturePage, in a single-page application', () => {
  const url = new URL('https://careers.example.com/jobs/harbour-pilot-4712');
  const before = new URL('https://careers.example.com/jobs/payroll-accountant-4711');
  const open = (html: string, openedAs: URL | null) => {
    const { document } = parseHTML(html);
    return capturePage({ document: document as unknown as Document, url, capturedAt: AT, openedAs }, { budgetMs: 20_000 });
  };
  const same = readFileSync(new URL('json-ld-left-over-same-employer.html', FIXTURES), 'utf8').replace(/"url":"[^"]+",/, '');
  const skeleton = same.replace(/<body>.*<\/body>/s, '<body><nav><a href="/">Home</a></nav><main aria-busy="true"></main></body>');

  it('sets the data aside that was there when the document was loaded for another posting, of the same employer and town', () => {
    const { draft } = open(same, before);
    expect(draftToPosting(draft)).toMatchObject({ title: 'Harbour Pilot', company: 'Kittiwake Lines', employmentType: null, salary: null });
  });

  it('is not loaded while nothing is shown but what the posting before left in the head', () =>
    expect([open(skeleton, before).verdict.kind, open(skeleton, url).verdict.kind, open(skeleton, null).verdict.kind]).toEqual([
      'not_loaded',
      'posting',
      'posting',
    ]));

  it('believes data that gives this very address, also before anything is shown', () => {
    const own = skeleton.replace('"@type":"JobPosting",', `"@type":"JobPosting","url":"${url.href}?utm_source=x",`);
    expect(open(own, before).verdict.kind).toBe('posting');
  });
});

describe('capturePage, over strange pages', () => {
  it('takes an empty document for one that is not loaded', () => {
    expect(capture('<html></html>').verdict.kind).toBe('not_loaded');
  });

  it('survives 50-deep JSON, ten thousand blocks of data and keys that reach for prototypes', () => {
    const deep = `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`;
    const hostile =
      '{"@type":"JobPosting","title":"Loom Technician","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const blocks = Array.from({ length: 10_000 }, () => '<script type="application/ld+json">{"@type":"BreadcrumbList"}</script>').join('');
    const read = capture(`<html><head><title>Loom Technician</title></head><body><script type="application/ld+json">${deep}</script>
      <script type="application/ld+json">${hostile}</script>${blocks}<h1>Loom Technician</h1></body></html>`);
    expect(read.draft.title?.[0]?.value).toBe('Loom Technician');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('says that it is incomplete where time ran out, and still answers', () => {
    const html = `<html><head><title>Loom Technician</title></head><body><h1>Loom Technician</h1>${'<div><p>cloth</p></div>'.repeat(20_000)}</body></html>`;
    const read = capture(html, 'https://unknown.example/', 0);
    expect(read.incomplete).toBe(true);
  });

  it('reads a document nested ten thousand levels deep without running out of stack', () => {
    const read = capture(`<html><body>${'<div>'.repeat(10_000)}<h1>Loom Technician</h1>${'</div>'.repeat(10_000)}</body></html>`);
    expect(read.draft.title?.[0]?.value).toBe('Loom Technician');
  });
});

describe('parseCapture', () => {
  it('refuses what is not a capture, and captures whose values break their bounds', () => {
    const good = JSON.parse(JSON.stringify(capture('<html><body><h1>Loom Technician</h1></body></html>'))) as Record<string, unknown>;
    expect(parseCapture(good)).not.toBeNull();
    expect(parseCapture(null)).toBeNull();
    expect(parseCapture({ ...good, url: 'javascript:alert(1)' })).toBeNull();
    expect(parseCapture({ ...good, verdict: { kind: 'posting', reason: '<b>' } })).toBeNull();
    expect(
      parseCapture({
        ...good,
        draft: { title: [{ field: 'title', value: 'x'.repeat(501), raw: '', reader: 'r', via: '', confidence: 1 }] },
      }),
    ).toBeNull();
  });
});
