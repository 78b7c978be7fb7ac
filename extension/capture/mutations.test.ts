import { array, assert, boolean, constantFrom, double, nat, property, record } from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { capturePage } from './capture-page.ts';
import type { Capture } from './capture.ts';
import { draftToPosting } from './draft-to-posting.ts';
import { parseCapture } from './parse-capture.ts';
import { damage, DAMAGES } from './testing/mutate-html.ts';
import { SAMPLE_PAGES } from './testing/sample-pages.ts';
import { scramble } from './testing/scramble.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 500);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
/** The engine promises 1,500 ms; more than this is a hang, not a slow machine. */
const HANG_MS = 8000;
const AT = new Date('2026-11-22T12:00:00.000Z');

const files = import.meta.glob<string>(['./fixtures/**/*.html', './sites/fixtures/**/*.html'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const addresses = import.meta.glob<{ url?: string }>(['./fixtures/**/*.json', './sites/fixtures/**/*.json'], {
  import: 'default',
  eager: true,
});
const PAGES = [
  ...SAMPLE_PAGES,
  ...Object.entries(files).map(([name, html]) => ({
    name,
    html,
    url: addresses[name.replace(/html$/, 'json')]?.url ?? 'https://unknown.example/',
  })),
];

function capture(html: string, url: string, scrambled = false): { capture: Capture; ms: number; changed: boolean } {
  const { document } = parseHTML(html);
  if (scrambled) scramble(document);
  const before = document.toString();
  const started = performance.now();
  const read = capturePage({ document, url: new URL(url), capturedAt: AT });
  const ms = performance.now() - started;
  return { capture: read, ms, changed: document.toString() !== before };
}

const place = double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const damages = array(record({ kind: constantFrom(...DAMAGES), at: place, to: place, pick: nat() }), {
  minLength: 1,
  maxLength: 8,
});

describe(`a damaged page, ${RUNS} times (seed ${SEED})`, () => {
  it('is read without an error, in time, unchanged, and as a capture that the popup accepts', { timeout: 60_000 + RUNS * 200 }, () => {
    assert(
      property(nat(PAGES.length - 1), damages, boolean(), (index, list, scrambled) => {
        const page = PAGES[index];
        if (!page) return;
        const html = list.reduce(damage, page.html);
        const { capture: read, ms, changed } = capture(html, page.url, scrambled);
        expect(changed, 'the document changed').toBe(false);
        expect(ms, `${page.name} took ${ms} ms`).toBeLessThan(HANG_MS);
        expect(parseCapture(JSON.parse(JSON.stringify(read))), 'the capture as the popup parses it').not.toBeNull();
        const { salary, datePosted, validThrough } = draftToPosting(read.draft);
        for (const amount of [salary?.min, salary?.max])
          expect(amount === undefined || amount === null || Number.isFinite(amount)).toBe(true);
        for (const day of [datePosted, validThrough]) expect(day === null || /^\d{4}-\d\d-\d\d$/.test(day)).toBe(true);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('every damage changes at least one of the pages', () => {
    for (const kind of DAMAGES)
      expect(
        PAGES.some(({ html }) => damage(html, { kind, at: 0.4, to: 0.6, pick: 3 }) !== html),
        kind,
      ).toBe(true);
  });
});

describe('the pages before any damage', () => {
  it('hold one posting, as far as their samples say so', () => {
    const kinds = SAMPLE_PAGES.map(({ name, html, url }) => `${name}: ${capture(html, url).capture.verdict.kind}`);
    expect(kinds).toEqual([
      'a board with JSON-LD: posting',
      'an employer’s own page with labels: posting',
      'microdata: posting',
      'a list: list',
      'an application form: form',
      'a shell: not_loaded',
    ]);
  });
  it('give the same capture twice', () => {
    for (const { html, url } of PAGES) expect(capture(html, url).capture).toEqual(capture(html, url).capture);
  });
});
