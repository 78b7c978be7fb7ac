import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scaffoldSite } from '../scripts/new-site.ts';

const INDEX = fileURLToPath(new URL('../extension/capture/sites/index.ts', import.meta.url));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-site-'));
  cpSync(INDEX, join(folder, 'index.ts'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const index = (): string => readFileSync(join(folder, 'index.ts'), 'utf8');
const files = (): string[] => readdirSync(folder, { recursive: true }).map(String).toSorted();

describe('npm run new:site', () => {
  it('writes a file, a fixture pair and a line in the list', () => {
    scaffoldSite('acme-jobs', '*.acme.*', folder);
    expect(files()).toEqual(['acme-jobs.ts', 'fixtures', 'fixtures/acme-jobs-page.html', 'fixtures/acme-jobs-page.json', 'index.ts']);
    expect(index()).toContain("import { acmeJobs } from './acme-jobs.ts';");
    expect(index().match(/^ {2}acmeJobs,$/gm)).toHaveLength(1);
  });
  it('keeps the list in alphabetical order, first, middle and last', () => {
    for (const name of ['aaa', 'lever-two', 'zzz']) scaffoldSite(name, `${name}.com`, folder);
    const imports = [...index().matchAll(/^import \{ \w+ \} from '\.\/([\w-]+\.ts)';$/gm)].map(([, name]) => name);
    expect(imports).toEqual(imports.toSorted());
    expect(imports).toContain('lever-two.ts');
    const entries = [...index().matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name);
    expect(entries).toHaveLength(imports.length);
    expect([entries[0], entries.at(-1)]).toEqual(['aaa', 'zzz']);
  });
  it('refuses a name that exists, and then changes nothing', () => {
    scaffoldSite('acme', 'acme.com', folder);
    const before = index();
    expect(() => scaffoldSite('acme', 'acme.org', folder)).toThrow('already');
    expect(index()).toBe(before);
  });
  it('refuses what is no name or no host, and writes nothing', () => {
    for (const name of ['Acme', 'acme_jobs', '../acme', '', 'index.ts'])
      expect(() => scaffoldSite(name, 'acme.com', folder)).toThrow('kebab-case');
    for (const host of ['https://acme.com', 'acme', "a'.com"]) expect(() => scaffoldSite('acme', host, folder)).toThrow('host');
    expect(files()).toEqual(['index.ts']);
  });
});
