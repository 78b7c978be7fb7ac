import type { Plugin } from 'vite';
import type { Translation } from './translation.ts';

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

/** Everything that the package can do without, left out: a store's package is small, and a click waits for what is in it. */
export const leaveOut = (): Plugin[] => [
  withoutSentences(),
  withoutServersPart(),
  withoutUnaskedSchemas(),
  withoutTitles(),
  withoutPreloading(),
  withoutCaptureModule(),
  withoutUnaskedCalls(),
  withoutSelectors(),
];
