import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';
import base from './manifest.json' with { type: 'json' };
import { finishPackage } from './scripts/build/finish-package.ts';
import { leaveOut } from './scripts/build/leave-out.ts';

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
        // The first with the built-in consent to data collection on the desktop; also an extended support release.
        strict_min_version: '140.0',
        // To the server that the person chose, and nowhere else.
        data_collection_permissions: {
          required: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent', 'browsingActivity'],
        },
      },
      // The same on Android.
      gecko_android: { strict_min_version: '142.0' },
    };
  }
  return manifest as unknown as ManifestV3Export;
}

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
  plugins: [leaveOut(), preact(), crx({ manifest: manifestFor(target), browser: target }), finishPackage()],
  publicDir: false,
  build: {
    outDir: `dist/${target}`,
    target: ['chrome123', 'firefox140'],
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
