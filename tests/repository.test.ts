import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));
const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

describe('the house', () => {
  it('has no room for leftovers', () => {
    const rooms = files.flatMap((file) => path.dirname(file).split('/'));
    expect(rooms.filter((room) => /^(utils?|helpers?|common|types|services|misc|lib)$/.test(room))).toEqual([]);
  });

  it('names its files in kebab-case', () => {
    expect(sources.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(path.basename(file)))).toEqual([]);
  });

  it('keeps one lockfile, which names no download address', () => {
    expect(files.filter((file) => /(^|\/)(package-lock\.json|yarn\.lock|pnpm-lock\.yaml)$/.test(file))).toEqual(['package-lock.json']);
    expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"');
  });

  it('pins every dependency to an exact version', () => {
    const { dependencies, optionalDependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('holds no secret, no home folder and no machine of ours', () => {
    const suspicious = /-----BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}|(?<![\w.]|file:\/\/)\/(?:root|home\/\w+)\//;
    const guilty = files.filter(
      (file) =>
        /\.(ts|tsx|mjs|json|md|ya?ml|css|html)$/.test(file) &&
        file !== 'tests/repository.test.ts' &&
        suspicious.test(readFileSync(file, 'utf8')),
    );
    expect(guilty).toEqual([]);
  });
});

describe('the extension', () => {
  it('makes no markup from text: what a page says is shown as text', () => {
    const guilty = sources.filter(
      (file) =>
        file.startsWith('extension/') &&
        !/\.test\.|\/testing\//.test(file) &&
        /dangerouslySetInnerHTML|\.(inner|outer)HTML\s*=|insertAdjacentHTML|document\.write/.test(readFileSync(file, 'utf8')),
    );
    expect(guilty).toEqual([]);
  });
});

describe('a test', () => {
  it('is never skipped or focused without a reason that the run prints', () => {
    const tests = sources.filter((file) => file.includes('.test.') && file !== 'tests/repository.test.ts');
    expect(tests.filter((file) => /\b(it|test|describe)\.(only|todo|skip)\b/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

describe('the page of what could go wrong', () => {
  const page = readFileSync('backend/safety.md', 'utf8');
  const named = [...page.matchAll(/`([\w./-]+\.test\.ts)` "([^"]+)"/g)].map(([, file = '', claim = '']) => ({ file, claim }));

  it('names tests that there are', () => {
    expect(named.length).toBeGreaterThan(35);
    const gone = named.filter(({ file, claim }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(claim));
    expect(gone).toEqual([]);
  });

  it('has a test for each row', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:#|Attack|Fault) /.test(line));
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((row) => !/\.test\.ts` "/.test(row))).toEqual([]);
  });
});
