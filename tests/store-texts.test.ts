import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };

const chrome = readFileSync('docs/store/chrome.md', 'utf8');
const firefox = readFileSync('docs/store/firefox.md', 'utf8');

/** The first cells of a table's lines, as code. */
const named = (text: string): string[] =>
  [...text.matchAll(/^\| (`.+?)(?: \(optional\))? \|/gm)].flatMap(([, cell]) => cell!.match(/`[^`]+`/g)!.map((word) => word.slice(1, -1)));

describe('the store texts', () => {
  it('give a reason for every permission, and for no other', () => {
    expect(named(chrome).toSorted()).toEqual([...manifest.permissions, ...manifest.optional_host_permissions].toSorted());
  });

  it('fit where they go', () => {
    const summary = /\*\*Summary\*\* .*\n(.+)\n/.exec(chrome)?.[1] ?? '';
    expect(summary.length).toBeGreaterThan(20);
    expect(summary.length).toBeLessThanOrEqual(132);
  });

  it('declare to Firefox what the package declares', () => {
    const declared = /required: \[([^\]]+)\]/.exec(readFileSync('vite.config.ts', 'utf8'))?.[1] ?? '';
    expect(named(firefox).toSorted()).toEqual([...declared.matchAll(/'(\w+)'/g)].map(([, word]) => word).toSorted());
  });
});
