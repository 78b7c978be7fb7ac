import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { createProxy, type Proxy } from '../campaigns/proxy.ts';
import { type PageServer, servePages } from '../pages.ts';
import { newEmail, PASSWORD } from '../person.ts';
import { type Backend, openAll, openBackend } from '../world.ts';
import { createFirefoxProfile, type Firefox, launchFirefox } from './firefox.ts';
import { button, heading, labelled, type View } from './view.ts';

/** A backend behind a proxy, a Firefox with the extension in it, and the only pages it can see. */
export interface FirefoxWorld extends Backend {
  proxy: Proxy;
  pages: PageServer;
  firefox: Firefox;
  /** The folder with the built extension. */
  extension: string;
  close(): Promise<void>;
}

/** The extension as it is shipped to Firefox, built from the sources as they are now; into a folder of its own. */
async function buildForFirefox(closing: (() => unknown)[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-built-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', folder];
  await promisify(execFile)(process.execPath, vite, { env: { ...process.env, NODE_ENV: 'production', BROWSER_TARGET: 'firefox' } });
  return folder;
}

export function openFirefoxWorld(): Promise<FirefoxWorld> {
  return openAll(async (closing) => {
    const [backend, extension] = [await openBackend(closing), await buildForFirefox(closing)];
    const proxy = await createProxy(backend.server.url);
    closing.push(proxy.close);
    const pages = await servePages();
    closing.push(pages.close);
    const profile = createFirefoxProfile(pages.port);
    closing.push(profile.remove);
    const firefox = await launchFirefox(profile, extension);
    closing.push(firefox.close);
    return { ...backend, proxy, pages, firefox, extension };
  });
}

/** Opens the options page, connects it to `server`, and creates an account. */
export async function signUp(firefox: Firefox, server: string): Promise<View> {
  const dashboard = await firefox.openExtensionPage('extension/dashboard/index.html');
  await dashboard.fill(labelled('Server address'), server);
  await dashboard.click(button('Connect'));
  await dashboard.click(button('Create account'));
  await dashboard.fill(labelled('E-mail'), newEmail());
  await dashboard.fill(labelled('Password'), PASSWORD);
  await dashboard.click(`//form${button('Create account')}`);
  await dashboard.waitForSelector(heading('Applications'));
  return dashboard;
}
