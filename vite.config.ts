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

/** Of an endpoint a client needs where it is, who may call it, and how to read the reply. */
const ASKED_OF_ENDPOINTS = new Set(['method', 'path', 'access', 'reply']);

/** What an endpoint is for, what it takes and what it refuses is the server's to say and to check, in `/openapi.json` too; schemas that only that names go with it. */
const withoutServersPart = (): Plugin => ({
  name: 'without-servers-part',
  enforce: 'pre',
  apply: 'build',
  transform: {
    filter: { id: /contract\/endpoints\/[\w-]+\.ts$/ },
    handler(code) {
      let kept = code;
      const { body } = this.parse(code, { lang: 'ts' });
      const endpoints = body
        .flatMap((node) =>
          node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'VariableDeclaration' ? node.declaration.declarations : [],
        )
        .flatMap(({ init }) =>
          init?.type === 'TSSatisfiesExpression' && init.expression.type === 'TSAsExpression' ? [init.expression.expression] : [],
        )
        .flatMap((table) => (table.type === 'ObjectExpression' ? table.properties : []))
        .flatMap((row) => (row.type === 'Property' && row.value.type === 'ObjectExpression' ? row.value.properties : []));
      for (const property of endpoints.toReversed()) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier' || ASKED_OF_ENDPOINTS.has(property.key.name)) continue;
        kept = `${kept.slice(0, property.start)}${kept.slice(property.end).replace(/^,/, '')}`;
      }
      return { code: kept, map: null };
    },
  },
});

/** A schema that nobody asks for goes: to make one does nothing else, which the bundler does not see by itself. */
const withoutUnaskedSchemas = (): Plugin => ({
  name: 'without-unasked-schemas',
  enforce: 'pre',
  apply: 'build',
  transform: {
    filter: { id: /\/contract\/.*\.ts$/ },
    handler: (code) => ({ code: code.replaceAll(/(?<![\w.])(?:v\.\w+|line|prose|wholeNumber)\(/g, '/* @__PURE__ */ $&'), map: null }),
  },
});

/** The titles of problems are the server's own words, in English: the extension has its own for each code. */
const withoutTitles = (): Plugin => ({
  name: 'without-titles',
  enforce: 'pre',
  apply: 'build',
  transform: {
    filter: { id: /\/contract\/problem\.ts$/ },
    handler: (code) => ({ code: code.replaceAll(/, title: '[^']*'/g, ''), map: null }),
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

/** What the extension asks of its browser. */
const ASKED_OF_THE_BROWSER = ['action', 'alarms', 'commands', 'contextMenus', 'permissions', 'runtime', 'scripting', 'storage', 'tabs'];

/** The polyfill carries a list of every call there is, most of it for what the manifest does not ask for. What is not listed, it hands through. */
const withoutUnaskedCalls = (): Plugin => ({
  name: 'without-unasked-calls',
  enforce: 'pre',
  apply: 'build',
  transform: {
    filter: { id: /webextension-polyfill\/dist\/browser-polyfill\.js$/ },
    handler(code) {
      const list = /(?<=const apiMetadata = )\{.*?\n {6}\}(?=;)/s;
      if (!list.test(code)) this.error('The list of calls in webextension-polyfill is not where it was: look there, and mend this plugin.');
      const kept = (calls: string) =>
        JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(calls)).filter(([name]) => ASKED_OF_THE_BROWSER.includes(name))));
      return { code: code.replace(list, kept), map: null };
    },
  },
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
      const page = path.join(outDir, path.relative(import.meta.dirname, chunk.facadeModuleId));
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
    writeFileSync(file, JSON.stringify(manifest));
    // The value of the last statement is what executeScript hands back: one crossing to the page instead of two.
    appendFileSync(path.join(outDir, 'extension/content/copy.js'), '\njackdawCopy();\n');
    nameImports(outDir, bundle);
    packLocales(outDir);
    rmSync(path.join(outDir, '.vite'), { recursive: true, force: true });
  },
});

/** Modules that are always wanted together, each group in one file: a click waits longer for another file than for what is in it. */
const GROUPS = [
  { name: 'basics', test: /\/node_modules\/valibot\/|\/contract\/(?:text|posting)\.ts|\/capture\/text\.ts/ },
  {
    name: 'page-reader',
    test: /\/webextension-polyfill\/|vite\/preload-helper|\/content\/copy\.ts\?script|\/page-reader\/(?:capturer|page-closed|read-page)\.ts/,
  },
  {
    name: 'saving',
    test: /\/page-reader\/aside-of\.ts|\/texts\/saved-words\.ts|\/library\/find-existing\.ts|\/outbox\/compose-body\.ts|\/badge\/mark-tab\.ts/,
  },
  { name: 'amounts', test: /\/capture\/fields\/(?:amount|currency|day|salary)\.ts|\/popup\/parse-typed/ },
  {
    name: 'engine',
    test: /\/extension\/capture\/(?!fields\/(?:amount|context|currency|day|salary)\.ts|text\.ts)|\/page-reader\/answer\.ts/,
  },
];

export default defineConfig({
  plugins: [
    withoutSentences(),
    withoutServersPart(),
    withoutUnaskedSchemas(),
    withoutTitles(),
    withoutPreloading(),
    withoutCaptureModule(),
    withoutUnaskedCalls(),
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
      preserveEntrySignatures: 'allow-extension',
      input: { 'capture-worker': 'extension/page-reader/capture-worker.ts', begin: 'extension/popup/begin.ts' },
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
        codeSplitting: { includeDependenciesRecursively: false, groups: GROUPS },
      },
    },
  },
});
