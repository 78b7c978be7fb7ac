import { readdirSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { createBudget, type Budget } from './budget.ts';
import { captureCopy } from './capture-page.ts';
import { parseCopy, presentCopy } from './copy-text.ts';
import { copyPage } from './page-copy.ts';

const FIXTURES = new URL('sites/fixtures/', import.meta.url);
const fixtures = readdirSync(FIXTURES).filter((file) => file.endsWith('.html'));
const ENOUGH = createBudget(600_000);
const SPENT: Budget = { isSpent: () => true, leftMs: () => 0 };
const how = () => ({ budget: createBudget(60_000), capturedAt: new Date('2026-11-22T12:00:00.000Z') });

function copyOf(file: string) {
  const { url } = JSON.parse(readFileSync(new URL(file.replace('.html', '.json'), FIXTURES), 'utf8')) as { url: string };
  const { document } = parseHTML(readFileSync(new URL(file, FIXTURES), 'utf8'));
  return copyPage(document, new URL(url), createBudget(60_000));
}

describe("a page's copy that travelled as text", () => {
  for (const file of fixtures)
    it(`gives the capture that the copy itself gives: ${file}`, () => {
      const text = presentCopy(copyOf(file), ENOUGH);
      const travelled = parseCopy(text, ENOUGH);
      expect(travelled && captureCopy(travelled, how())).toEqual(captureCopy(copyOf(file), how()));
      expect(travelled && JSON.parse(presentCopy(travelled, ENOUGH))).toEqual(JSON.parse(text));
    });

  it('keeps lone surrogates, which browsers lose on the way', () => {
    const { document } = parseHTML('<html><body><p>a\ud800b</p></body></html>');
    const text = presentCopy(copyPage(document, new URL('https://a.example/'), createBudget(1000)), ENOUGH);
    expect(text).not.toContain('\ud800');
    expect(parseCopy(text, ENOUGH)?.tree.atoms[0]?.text).toBe('a\ud800b');
  });
});

describe('a copy that is too much for the time', () => {
  const { document } = parseHTML(
    `<html><head><title>Lamp Keeper</title></head><body><h1>Lamp Keeper</h1>${'<p>lamps and <b>storms</b></p>'.repeat(20_000)}</body></html>`,
  );
  const copy = copyPage(document, new URL('https://a.example/'), ENOUGH);
  const whole = presentCopy(copy, ENOUGH);

  it.each([
    ['is presented', () => parseCopy(presentCopy(copy, SPENT), ENOUGH)],
    ['is unpacked', () => parseCopy(whole, SPENT)],
  ])('%s as far as it goes: its first boxes with their text, and the word that there is more', (_what, travel) => {
    const travelled = travel();
    const { tree } = travelled ?? copy;
    expect([copy.tree.boxes.length > 40_000, copy.tree.incomplete, tree.incomplete]).toEqual([true, false, true]);
    expect(tree.boxes).toHaveLength(2000);
    expect(tree.atoms.length).toBeGreaterThan(1000);
    expect(tree.atoms.length).toBeLessThanOrEqual(2000);
    expect(travelled && captureCopy(travelled, how())).toMatchObject({ incomplete: true, url: 'https://a.example/' });
  });
});

describe('what comes instead of a copy out of a page that is not to be trusted', () => {
  const wire = JSON.parse(presentCopy(copyOf('lever-posting.html'), ENOUGH)) as Record<string, unknown>;
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
      expect(parseCopy(text, ENOUGH)).toBeNull();
  });

  it.each(Object.keys(wire).filter((key) => key !== 'url'))('is read without an error whatever stands as %s', (key) => {
    for (const value of odd) {
      const copy = parseCopy(JSON.stringify({ ...wire, [key]: value }), ENOUGH);
      expect(copy && captureCopy(copy, how())).toMatchObject({ url: wire['url'] });
    }
  });

  it('is read without an error whatever a site is said to have found', () => {
    for (const key of ['name', 'pane', 'beside', 'matches', 'readings'])
      for (const value of odd) {
        const copy = parseCopy(JSON.stringify({ ...wire, site: { ...(wire['site'] as object), [key]: value } }), ENOUGH);
        expect(copy && captureCopy(copy, how())).toMatchObject({ url: wire['url'] });
      }
  });

  it('puts nothing on a prototype', () => {
    const text = JSON.stringify({ ...wire, attributes: [[0, 'X']] }).replace('"X"', '{"__proto__":"polluted","lang":"en"}');
    parseCopy(text, ENOUGH);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
