import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SITES, siteOf } from './index.ts';

const FOLDER = new URL('.', import.meta.url);
const NOT_SITES = new Set(['index.ts', 'site.ts', 'site-id.ts']);
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !NOT_SITES.has(file));
const nameOf = (address: string): string | undefined => siteOf(new URL(address))?.name;

describe('the list of sites', () => {
  it('names every file in the folder, in alphabetical order', () => {
    expect(SITES.map(({ name }) => `${name}.ts`)).toEqual(files.toSorted());
  });
  it('claims no host twice', () => {
    const hosts = SITES.flatMap((site) => site.hosts);
    expect(new Set(hosts).size).toBe(hosts.length);
  });
  for (const file of files) {
    it(`${file} stays readable in one look: 80 lines`, () =>
      expect(readFileSync(new URL(file, FOLDER), 'utf8').split('\n').length).toBeLessThanOrEqual(81));
  }
});

describe('a site is known by its host', () => {
  const cases: [string, string | undefined][] = [
    ['https://www.linkedin.com/jobs/view/1', 'linkedin'],
    ['https://de.linkedin.com/', 'linkedin'],
    ['https://indeed.com/', 'indeed'],
    ['https://www.indeed.co.uk/', 'indeed'],
    ['https://uk.indeed.com/', 'indeed'],
    ['https://www.indeed.de./', 'indeed'],
    ['https://www.seek.com.au/', 'seek'],
    ['https://my.jobstreet.com/', 'seek'],
    ['https://indeed.evil.com/', undefined],
    ['https://notindeed.com/', undefined],
    ['https://linkedin.com.evil.example/', undefined],
    ['https://evil-linkedin.com/', undefined],
    ['https://geek.seekers.com/', undefined],
    ['https://acme.example/', undefined],
  ];
  for (const [address, name] of cases) it(`${address} → ${name ?? 'none'}`, () => expect(nameOf(address)).toBe(name));
});
