import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin, Rollup } from 'vite';
import base from '../../manifest.json' with { type: 'json' };
import type { Translation } from './translation.ts';

/** Every file that a chunk imports, and what those import. */
function importsOf(bundle: Rollup.OutputBundle, name: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[name];
  for (const file of chunk?.type === 'chunk' ? chunk.imports : []) if (!found.has(file)) importsOf(bundle, file, found.add(file));
  return found;
}

/**
 * Names in each page and in the worker what its script imports, so that the browser need not read one file to learn of the next. What a page's
 * script imports from an entry of its own runs at once, with what that will ask for: the popup's `begin`, which waits neither for the rest nor for
 * the style sheet, and the engine.
 */
function nameImports(outDir: string, bundle: Rollup.OutputBundle): void {
  for (const [name, chunk] of Object.entries(bundle)) {
    if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
    const imports = [...importsOf(bundle, name)];
    if (chunk.facadeModuleId?.endsWith('.html')) {
      const page = path.join(outDir, path.relative(process.cwd(), chunk.facadeModuleId));
      const begun = imports.flatMap((file) => bundle[file] ?? []).filter((entry) => entry.type === 'chunk' && entry.isEntry);
      const asked = begun.flatMap((entry) => (entry.type === 'chunk' ? entry.dynamicImports : []));
      const wanted = new Set([...imports, ...asked, ...asked.flatMap((file) => [...importsOf(bundle, file)])]);
      const tags = [...wanted].map((file) =>
        begun.some(({ fileName }) => fileName === file)
          ? `<script type="module" async crossorigin src="/${file}"></script>`
          : `<link rel="modulepreload" crossorigin href="/${file}">`,
      );
      writeFileSync(
        page,
        readFileSync(page, 'utf8').replace('<script', () => `${tags.toSorted().toReversed().join('')}<script`),
      );
    } else if (chunk.name === 'capture-worker') {
      const file = path.join(outDir, name);
      writeFileSync(file, `${imports.map((other) => `import"./${path.basename(other)}";`).join('')}${readFileSync(file, 'utf8')}`);
    }
  }
}

/** The translations as browsers read them and no larger: a placeholder's name and example are for translators. */
function packLocales(outDir: string): void {
  for (const locale of readdirSync('extension/_locales')) {
    const file = `_locales/${locale}/messages.json`;
    const messages = JSON.parse(readFileSync(`extension/${file}`, 'utf8')) as Record<string, Translation>;
    // In the order of their keys, beside what is like them, they pack smaller.
    const ordered = Object.entries(messages).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const packed = ordered.map(([key, { message, placeholders = {} }]) => {
      const named = Object.entries(placeholders);
      return [key, { message: named.reduce((text, [name, { content }]) => text.replaceAll(`$${name}$`, () => content), message) }];
    });
    mkdirSync(path.join(outDir, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(outDir, file), JSON.stringify(Object.fromEntries(packed)));
  }
}

/**
 * Puts the last hand to the package: the translations go where browsers look for them, and `web_accessible_resources` goes, which CRXJS adds
 * for the capture script. `executeScript` needs none, and with it every page could find out that Jackdaw is installed.
 */
export const finishPackage = (): Plugin => ({
  name: 'finish-package',
  enforce: 'post',
  apply: 'build',
  // Not closeBundle, which also runs after a failure and would hide it behind its own.
  writeBundle({ dir: outDir = '' }, bundle) {
    // What is left of the capture script's module.
    const unused = Object.keys(bundle).filter((name) => name.startsWith('assets/copy.ts'));
    for (const name of unused) rmSync(path.join(outDir, name), { force: true });
    const file = path.join(outDir, 'manifest.json');
    const manifest: Record<string, unknown> = { ...JSON.parse(readFileSync(file, 'utf8')), default_locale: base.default_locale };
    delete manifest['web_accessible_resources'];
    writeFileSync(file, JSON.stringify(manifest));
    // The value of the last statement is what executeScript hands back: one crossing to the page instead of two.
    appendFileSync(path.join(outDir, 'extension/content/copy.js'), '\njackdawCopy();\n');
    nameImports(outDir, bundle);
    packLocales(outDir);
    rmSync(path.join(outDir, '.vite'), { recursive: true, force: true });
  },
});
