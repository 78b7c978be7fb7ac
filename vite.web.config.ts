import path from 'node:path';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** The dashboard as a web page, which the backend serves at its root: one page, and assets whose names change with their contents. */
export default defineConfig({
  root: path.resolve('extension/web'),
  base: '/',
  plugins: [preact()],
  publicDir: false,
  build: {
    outDir: path.resolve('dist/web'),
    target: 'es2022',
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
});
