import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The packages as they are shipped, built anew for both browsers. */
const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-package-'));
const run = promisify(execFile);

async function build(browser: 'chrome' | 'firefox'): Promise<void> {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', path.join(folder, browser)];
  await run(process.execPath, vite, { env: { ...process.env, NODE_ENV: 'production', BROWSER_TARGET: browser } });
}

const readManifest = (browser: string) =>
  JSON.parse(readFileSync(path.join(folder, browser, 'manifest.json'), 'utf8')) as Record<string, unknown>;
const filesOf = (browser: string) =>
  readdirSync(path.join(folder, browser), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(folder, browser), path.join(entry.parentPath, entry.name)))
    .toSorted();
const read = (browser: string, file: string) => readFileSync(path.join(folder, browser, file));

beforeAll(async () => {
  await Promise.all([build('chrome'), build('firefox')]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['chrome', 'firefox'])('the package for %s', (browser) => {
  it('asks for exactly these permissions', () => {
    const manifest = readManifest(browser);
    expect(manifest['permissions']).toEqual(['activeTab', 'scripting', 'storage', 'alarms', 'contextMenus']);
    expect(manifest['optional_host_permissions']).toEqual(['http://*/*', 'https://*/*']);
    for (const key of ['host_permissions', 'optional_permissions', 'content_scripts', 'web_accessible_resources', 'externally_connectable'])
      expect(manifest).not.toHaveProperty(key);
  });

  it('stays out of private windows and runs nothing but its own scripts', () => {
    const manifest = readManifest(browser);
    expect(manifest['incognito']).toBe('not_allowed');
    const policy = (manifest['content_security_policy'] as Record<string, string>)['extension_pages'] ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('holds every file that its manifest names', () => {
    const manifest = readManifest(browser) as {
      icons: Record<string, string>;
      action: { default_popup: string };
      options_ui: { page: string };
      default_locale: string;
    };
    const named = [...Object.values(manifest.icons), manifest.action.default_popup, manifest.options_ui.page];
    named.push(`_locales/${manifest.default_locale}/messages.json`);
    for (const file of named) expect([file, existsSync(path.join(folder, browser, file))]).toEqual([file, true]);
  });

  it('names neither the machine it was built on nor a source map', () => {
    for (const file of filesOf(browser).filter((name) => /\.(?:js|css|html|json)$/.test(name))) {
      const source = read(browser, file).toString();
      expect([file, source.includes(process.cwd()), source.includes('sourceMappingURL')]).toEqual([file, false, false]);
    }
  });
});

describe('the two packages', () => {
  it('differ in the manifest only', () => {
    expect(filesOf('firefox')).toEqual(filesOf('chrome'));
    const different = filesOf('chrome').filter((file) => !read('chrome', file).equals(read('firefox', file)));
    expect(different).toEqual(['manifest.json']);
  });

  it('say what is sent to the server, where the browser asks', () => {
    expect(readManifest('firefox')).toMatchObject({
      background: { scripts: [expect.any(String)], type: 'module' },
      browser_specific_settings: {
        gecko: {
          data_collection_permissions: {
            required: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent', 'browsingActivity'],
          },
        },
      },
    });
    expect(readManifest('firefox')).not.toHaveProperty('minimum_chrome_version');
    expect(readManifest('chrome')).not.toHaveProperty('browser_specific_settings');
    expect(readManifest('chrome')).toMatchObject({ background: { service_worker: expect.any(String) } });
  });
});

describe('the popup', () => {
  it('needs at most 40 kB of script, compressed, before it shows its form', () => {
    const seen = new Set<string>();
    const load = (file: string): number => {
      if (seen.has(file)) return 0;
      seen.add(file);
      const source = read('chrome', file);
      // Static imports only: what is imported by a call comes later.
      const imported = [...source.toString().matchAll(/(?:\bfrom|\bimport)\s*["'](\.\/[^"']+)["']/g)].map(([, name]) =>
        path.join('assets', name ?? ''),
      );
      return gzipSync(source).length + imported.reduce((sum, name) => sum + load(name), 0);
    };
    const page = read('chrome', 'extension/popup/index.html').toString();
    const scripts = [...page.matchAll(/<script[^>]+src="\/([^"]+)"/g)].map(([, name]) => name ?? '');
    const total = scripts.reduce((sum, name) => sum + load(name), 0);
    expect(seen.size).toBeGreaterThan(1);
    expect(total).toBeLessThan(40_000);
  });
});

describe('what a click puts into the page', () => {
  it('is one file of at most 35 kB, compressed, and no module of it is left beside', () => {
    const injected = filesOf('chrome').filter((file) => file.startsWith('extension/content/'));
    expect(injected).toEqual(['extension/content/copy.js']);
    // The name that the popup asks the browser to inject; everything else it runs in the page is a function of one line.
    const popup = filesOf('chrome').filter((file) => read('chrome', file).includes('extension/content/copy.js'));
    expect(popup).toHaveLength(1);
    const size = injected.reduce((sum, file) => sum + gzipSync(read('chrome', file), { level: 9 }).length, 0);
    expect(size).toBeGreaterThan(5000);
    expect(size).toBeLessThanOrEqual(35_000);
    expect(filesOf('chrome').filter((file) => file.startsWith('assets/copy.ts-'))).toEqual([]);
  });
});
