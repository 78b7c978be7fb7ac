import { describe, expect, it } from 'vitest';
import { DIFFERENT, NO_KEY, SAME } from './fixtures/posting-keys.ts';
import { postingKey } from './posting-key.ts';

const keyOf = (address: string): string | null => postingKey(new URL(address));

describe('one posting keeps its key over all its addresses', () => {
  for (const [key, ...addresses] of SAME) {
    for (const address of addresses) it(`${key} ← ${address}`, () => expect(keyOf(address)).toBe(key));
  }
});

describe('two postings never share a key', () => {
  for (const [one, other] of DIFFERENT) {
    it(`${one} ≠ ${other}`, () => {
      expect(keyOf(one)).not.toBeNull();
      expect(keyOf(one)).not.toBe(keyOf(other));
    });
  }
});

describe('an address that many postings share gives no key', () => {
  for (const address of NO_KEY) it(`${address}`, () => expect(keyOf(address)).toBeNull());
});

describe('a key that would be too long', () => {
  const long = `https://acme.example/jobs/12345?reference=${'x'.repeat(900)}`;
  it('fits the column, and stays the same', () => {
    expect(keyOf(long)?.length).toBe(600);
    expect(keyOf(long)).toBe(keyOf(`${long}&utm_source=mail`));
  });
  it('still tells apart what differs at the end', () => expect(keyOf(`${long}1`)).not.toBe(keyOf(`${long}2`)));
});
