import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aroundChanges, compareTexts } from './compare-texts.ts';

const join = (pieces: ReturnType<typeof compareTexts>, without: 'added' | 'removed') =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('comparing two texts', () => {
  it('tells what was lowered and what was taken out', () => {
    const pieces = compareTexts('Pay: 60,000 EUR\nRemote possible', 'Pay: 50,000 EUR\n');
    expect(pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toContain('50');
    expect(join(pieces, 'added')).toContain('Remote possible');
    expect(join(pieces, 'removed')).not.toContain('Remote possible');
  });

  it('loses and invents nothing: without the added it is the first text, without the removed the second', () => {
    const words = fc
      .array(fc.constantFrom('pay', ' ', '\n', 'remote', 'Ørsted', '60', '.', '<b>'), { maxLength: 30 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const pieces = compareTexts(before, after);
        expect(join(pieces, 'added')).toBe(before);
        expect(join(pieces, 'removed')).toBe(after);
      }),
      { numRuns: 100 },
    );
  });

  it('goes by lines where there is much', () => {
    const long = Array.from({ length: 3_000 }, (_none, line) => `Line ${line} of a very long text`).join('\n');
    const pieces = compareTexts(long, long.replace('Line 1500 ', 'Row 1500 '));
    expect(pieces.filter(({ kind }) => kind === 'removed')).toEqual([{ kind: 'removed', text: 'Line 1500 of a very long text\n' }]);
  });

  it('shows what stands around a change, and leaves out the rest', () => {
    const same = 'x'.repeat(2_000);
    const [first, changed, last] = aroundChanges([
      { kind: 'same', text: same },
      { kind: 'added', text: 'new' },
      { kind: 'same', text: same },
    ]);
    expect(first?.text).toBe(`\n…\n${'x'.repeat(240)}`);
    expect(changed?.text).toBe('new');
    expect(last?.text).toBe(`${'x'.repeat(240)}\n…\n`);
  });

  it('cuts between words', () => {
    const same = 'pipelines '.repeat(200);
    const [first, , last] = aroundChanges([
      { kind: 'same', text: same },
      { kind: 'added', text: 'new' },
      { kind: 'same', text: same },
    ]);
    expect([first?.text, last?.text].join(' ').split(/\s+/)).toEqual(expect.not.arrayContaining(['pipe', 'lines', 'pipeline', 'ipelines']));
    expect(first?.text).toMatch(/^\n…\npipelines /);
    expect(last?.text).toMatch(/pipelines\n…\n$/);
  });
});
