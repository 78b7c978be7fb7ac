import { execFileSync } from 'node:child_process';

/** The browser tests meet extension and web page as they are shipped: built from the sources as they are now. */
export default function buildExtension(): void {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    env: { ...process.env, BROWSER_TARGET: 'chrome' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.web.config.ts', '--logLevel', 'warn'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
