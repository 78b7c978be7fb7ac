import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, joinTags, splitTags, unguardFormula } from './csv.ts';

describe('the guard against formulas', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x', "'=1", "''-1"])('goes before %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
  });

  it.each(['', "'", "'tis", 'a=b', "''", '1-2', ' =1'])('leaves %j alone', (text) => {
    expect(guardFormula(text)).toBe(text);
    expect(unguardFormula(text)).toBe(text);
  });

  it('is undone exactly, whatever the text was', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom("'", '=', '-', '＝', '\t', '\r', 'a') }));
    fc.assert(
      fc.property(text, (any) => unguardFormula(guardFormula(any)) === any),
      { numRuns: 1000 },
    );
  });
});

describe('tags in one cell', () => {
  it('come back as they were, whatever they hold', () => {
    const unit = fc.constantFrom('a', ';', '\\', ' ', ',', '"');
    const tag = fc.string({ unit, minLength: 1, maxLength: 12 }).filter((any) => any.trim() === any && any !== '');
    fc.assert(
      fc.property(fc.array(tag), (tags) => {
        expect(splitTags(joinTags(tags))).toEqual(tags);
      }),
      { numRuns: 1000 },
    );
  });

  it('may be typed by a person', () => {
    expect(splitTags(String.raw`remote;  C:\Work ;;referral`)).toEqual(['remote', String.raw`C:\Work`, 'referral']);
  });
});
