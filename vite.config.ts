import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { preact } from '@preact/preset-vite';
import { defineConfig, type Plugin, type Rollup } from 'vite';
import base from './manifest.json' with { type: 'json' };

const target = process.env['BROWSER_TARGET'] === 'firefox' ? 'firefox' : 'chrome';
/** The manifest as CRXJS is to see it; it would look for the translations in the root folder, so `finishPackage` sees to those. */
function manifestFor(browser: typeof target): ManifestV3Export {
  const manifest: Record<string, unknown> = { ...base };
  delete manifest['default_locale'];
  if (browser === 'firefox') {
    delete manifest['minimum_chrome_version'];
    manifest['background'] = { scripts: [base.background.service_worker], type: 'module' };
    manifest['browser_specific_settings'] = {
      gecko: {
        id: 'jackdaw@jackdaw.example.org',
        // The first with the built-in consent to data collection on the desktop (140) and on Android (142).
        strict_min_version: '142.0',
        // To the server that the person chose, and nowhere else.
        data_collection_permissions: {
          required: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent', 'browsingActivity'],
        },
      },
    };
  }
  return manifest as unknown as ManifestV3Export;
}

/** A message as `_locales` holds it. */
interface Translation {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** The browser has the sentences of its extension already: of the English file only the order of the placeholders is needed beside it. */
const withoutSentences = (): Plugin => ({
  name: 'without-sentences',
  enforce: 'pre',
  apply: 'build',
  transform: {
    filter: { id: /_locales\/en\/messages\.json$/ },
    handler(json) {
      const messages = Object.entries(JSON.parse(json) as Record<string, Translation>);
      const kept = messages.flatMap(([key, { placeholders }]) => {
        // With one or none there is no order to know.
        if (placeholders === undefined || Object.keys(placeholders).length < 2) return [];
        const order = Object.entries(placeholders).toSorted(([, a], [, b]) => a.content.localeCompare(b.content));
        return [[key, order.map(([name]) => name)]];
      });
      return { code: JSON.stringify(Object.fromEntries(kept)), map: null };
    },
  },
});

/** What an endpoint is for is written for `/openapi.json` and `/docs`, which the server makes. */
const withoutSummaries = (): Plugin => ({
  name: 'without-summaries',
  enforce: 'pre',
  apply: 'build',
  transform: {
    filter: { id: /contract\/endpoints\/[\w-]+\.ts$/ },
    handler: (code) => ({ code: code.replaceAll(/\bsummary:\s*(['"])(?:(?!\1)[^\\]|\\.)*\1,/g, ''), map: null }),
  },
});

/** Vite fetches the style sheets of what is imported by a call; here every page has all of its own from the start, and a package is on the disk. */
const withoutPreloading = (): Plugin => ({
  name: 'without-preloading',
  enforce: 'post',
  apply: 'build',
  transform: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => ({ code: 'export const __vitePreload = (load) => load();', map: null }),
  },
});

/**
 * CRXJS makes a module of the capture script too, beside the classic script that is injected and that it builds apart. Nobody loads it, but what it imports
 * would be kept for it, in the files of those who do not need it.
 */
const withoutCaptureModule = (): Plugin => ({
  name: 'without-capture-module',
  enforce: 'pre',
  apply: 'build',
  transform: { filter: { id: /extension\/content\/copy\.ts$/ }, handler: () => ({ code: 'export {};', map: null }) },
});

/** What of a site is only asked of a document, and so only where the page is copied. */
const ASKED_OF_DOCUMENTS = new Set(['selectors', 'refine', 'pane', 'beside', 'signs']);

/** Outside of pages a site is asked for its name, its hosts and what its addresses say: how its markup is read stays in the capture script, which is built apart. */
const withoutSelectors = (): Plugin => ({
  name: 'without-selectors',
  enforce: 'pre',
  apply: 'build',
  transform: {
    filter: { id: /extension\/capture\/sites\/[\w-]+\.ts$/ },
    handler(code) {
      let kept = code;
      const { body } = this.parse(code, { lang: 'ts' });
      const sites = body
        .flatMap((node) =>
          node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'VariableDeclaration' ? node.declaration.declarations : [],
        )
        .flatMap(({ init }) => (init?.type === 'ObjectExpression' ? init.properties : []));
      for (const property of sites.toReversed()) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier' || !ASKED_OF_DOCUMENTS.has(property.key.name)) continue;
        kept = `${kept.slice(0, property.start)}${property.key.name}: undefined${kept.slice(property.end)}`;
      }
      return { code: kept, map: null };
    },
  },
});

/** Names in each page what its script imports, so that the browser need not read one file to learn of the next. */
function preloadImports(outDir: string, bundle: Rollup.OutputBundle): void {
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk' || !chunk.facadeModuleId?.endsWith('.html')) continue;
    const page = path.join(outDir, path.relative(import.meta.dirname, chunk.facadeModuleId));
    const links = chunk.imports.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`).join('');
    writeFileSync(page, readFileSync(page, 'utf8').replace('<script', `${links}<script`));
  }
}

/** The translations as browsers read them and no larger: a placeholder's name and example are for translators. */
function packLocales(outDir: string): void {
  for (const locale of readdirSync('extension/_locales')) {
    const file = `_locales/${locale}/messages.json`;
    const messages = JSON.parse(readFileSync(`extension/${file}`, 'utf8')) as Record<string, Translation>;
    const packed = Object.entries(messages).map(([key, { message, placeholders = {} }]) => {
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
const finishPackage = (): Plugin => ({
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
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
    // The value of the last statement is what executeScript hands back: one crossing to the page instead of two.
    appendFileSync(path.join(outDir, 'extension/content/copy.js'), '\njackdawCopy();\n');
    preloadImports(outDir, bundle);
    packLocales(outDir);
    rmSync(path.join(outDir, '.vite'), { recursive: true, force: true });
  },
});

export default defineConfig({
  plugins: [
    withoutSentences(),
    withoutSummaries(),
    withoutPreloading(),
    withoutCaptureModule(),
    withoutSelectors(),
    preact(),
    crx({ manifest: manifestFor(target), browser: target }),
    finishPackage(),
  ],
  publicDir: false,
  build: {
    outDir: `dist/${target}`,
    target: ['chrome123', 'firefox142'],
    modulePreload: false,
    emptyOutDir: true,
    // Without hashes: they come from the folder that the sources lie in too, and a reviewer of the store builds in another one. An installed
    // package is read from the disk, so nothing is cached by name.
    rolldownOptions: {
      input: { 'capture-worker': 'extension/page-reader/capture-worker.ts' },
      output: { entryFileNames: 'assets/[name].js', chunkFileNames: 'assets/[name].js', assetFileNames: 'assets/[name][extname]' },
    },
  },
});
