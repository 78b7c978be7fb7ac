import { readdirSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { createBudget } from './budget.ts';
import { captureCopy } from './capture-page.ts';
import { parseCopy, presentCopy } from './copy-text.ts';
import { copyPage } from './page-copy.ts';

const FIXTURES = new URL('sites/fixtures/', import.meta.url);
const fixtures = readdirSync(FIXTURES).filter((file) => file.endsWith('.html'));
const how = () => ({ budget: createBudget(60_000), capturedAt: new Date('2026-11-22T12:00:00.000Z') });

function copyOf(file: string) {
  const { url } = JSON.parse(readFileSync(new URL(file.replace('.html', '.json'), FIXTURES), 'utf8')) as { url: string };
  const { document } = parseHTML(readFileSync(new URL(file, FIXTURES), 'utf8'));
  return copyPage(document, new URL(url), createBudget(60_000));
}

describe("a page's copy that travelled as text", () => {
  for (const file of fixtures)
    it(`gives the capture that the copy itself gives: ${file}`, () => {
      const text = presentCopy(copyOf(file));
      const travelled = parseCopy(text);
      expect(travelled && captureCopy(travelled, how())).toEqual(captureCopy(copyOf(file), how()));
      expect(travelled && JSON.parse(presentCopy(travelled))).toEqual(JSON.parse(text));
    });

  it('keeps lone surrogates, which browsers lose on the way', () => {
    const { document } = parseHTML('<html><body><p>a\ud800b</p></body></html>');
    const text = presentCopy(copyPage(document, new URL('https://a.example/'), createBudget(1000)));
    expect(text).not.toContain('\ud800');
    expect(parseCopy(text)?.tree.atoms[0]?.text).toBe('a\ud800b');
  });
});

describe('what comes instead of a copy out of a page that is not to be trusted', () => {
  const wire = JSON.parse(presentCopy(copyOf('lever-posting.html'))) as Record<string, unknown>;
  const odd = [
    null,
    0,
    -1,
    1e308,
    '',
    'x',
    true,
    [],
    {},
    [null],
    [[]],
    [{}],
    [-1, -1],
    [9e15, 3, 'x'],
    [1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9],
    { length: 1e9 },
  ];

  it('is no copy where it is no text, no JSON or has no address', () => {
    for (const text of [undefined, 1, '', '{', 'null', '[]', '{}', '{"url":"x"}', { url: 'https://a.example/' }])
      expect(parseCopy(text)).toBeNull();
  });

  it.each(Object.keys(wire).filter((key) => key !== 'url'))('is read without an error whatever stands as %s', (key) => {
    for (const value of odd) {
      const copy = parseCopy(JSON.stringify({ ...wire, [key]: value }));
      expect(copy && captureCopy(copy, how())).toMatchObject({ url: wire['url'] });
    }
  });

  it('is read without an error whatever a site is said to have found', () => {
    for (const key of ['name', 'pane', 'beside', 'matches', 'readings'])
      for (const value of odd) {
        const copy = parseCopy(JSON.stringify({ ...wire, site: { ...(wire['site'] as object), [key]: value } }));
        expect(copy && captureCopy(copy, how())).toMatchObject({ url: wire['url'] });
      }
  });

  it('puts nothing on a prototype', () => {
    const text = JSON.stringify({ ...wire, attributes: [[0, 'X']] }).replace('"X"', '{"__proto__":"polluted","lang":"en"}');
    parseCopy(text);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
