import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { freePort } from '../free-port.ts';
import { until } from './until.ts';

const DIST = path.resolve('dist/chrome');

/** A profile and an extension folder that live on between two launches, as a person's do. */
export interface Profile {
  folder: string;
  extension: string;
  remove(): void;
}

export function createProfile(): Profile {
  const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-profile-'));
  const extension = path.join(folder, 'extension');
  cpSync(DIST, extension, { recursive: true });
  return { folder, extension, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

interface TargetInfo {
  type: string;
  url: string;
  title: string;
  targetId: string;
}

/** One running Chromium with the built extension in it. */
export interface Chromium {
  context: BrowserContext;
  extensionId: string;
  /** Opens a page of the extension in a tab. */
  openExtensionPage(file: string): Promise<Page>;
  /** The real toolbar click on the tab that shows `page`, which is what grants activeTab; resolves to the popup. */
  clickToolbar(page: Page): Promise<Popup>;
  /** That click and no more: nobody is connected to the popup, and so nothing slows it. Resolves to the moment of the click. */
  clickToolbarUnseen(page: Page): Promise<number>;
  /** The title of the popup that is open. */
  popupTitle(): Promise<string | undefined>;
  /** The popup that is open, or opens soon, whoever opened it. */
  findPopup(): Promise<Popup>;
  /** The file that `start` makes the browser download, once it is whole. */
  download(start: () => Promise<void>): Promise<string>;
  /** Ends the service worker as the browser does when it is idle. */
  stopBackground(): Promise<void>;
  close(): Promise<void>;
  /** SIGKILL, as a crash or a power cut would. */
  kill(): Promise<void>;
}

export interface Popup {
  page: Page;
  /** Ends only the connection to the popup; the popup stays open. */
  release(): Promise<void>;
}

/**
 * Headless Chromium can't answer the native prompt of `permissions.request`, so the host permission is granted here the one way that
 * works: load the extension once with it required, then again from the manifest as built. Needed at each launch: a killed browser forgets it.
 */
async function grantHost(cdp: CDPSession, extension: string, pattern: string): Promise<string> {
  const file = path.join(extension, 'manifest.json');
  const built = readFileSync(file, 'utf8');
  const load = async () => (await cdp.send('Extensions.loadUnpacked' as never, { path: extension } as never)) as unknown as { id: string };
  writeFileSync(file, JSON.stringify({ ...JSON.parse(built), host_permissions: [pattern] }));
  await load();
  writeFileSync(file, built);
  return (await load()).id;
}

export async function launchChromium(profile: Profile, options: { grant?: string; dark?: boolean } = {}): Promise<Chromium> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (executablePath === undefined) throw new Error('CHROMIUM_PATH is not set: run the tests with npm test');
  const port = await freePort();
  const context = await chromium.launchPersistentContext(path.join(profile.folder, 'profile'), {
    executablePath,
    headless: true,
    chromiumSandbox: false,
    acceptDownloads: true,
    colorScheme: options.dark === true ? 'dark' : 'light',
    viewport: { width: 1280, height: 800 },
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${profile.extension}`,
      `--load-extension=${profile.extension}`,
      '--enable-unsafe-extension-debugging',
      `--remote-debugging-port=${port}`,
    ],
    ignoreDefaultArgs: ['--disable-extensions'],
  });
  context.setDefaultTimeout(15_000);
  const browser = context.browser();
  if (browser === null) throw new Error('no browser behind the context');
  const cdp = await browser.newBrowserCDPSession();
  const targets = async () =>
    ((await cdp.send('Target.getTargets' as never, { filter: [{}] } as never)) as unknown as { targetInfos: TargetInfo[] }).targetInfos;

  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  let extensionId = new URL(worker.url()).host;
  if (options.grant !== undefined) extensionId = await grantHost(cdp, profile.extension, options.grant);
  await until('the extension to be ready', async () =>
    (await targets()).some((t) => t.url.startsWith(`chrome-extension://${extensionId}/`)),
  );

  const popupTarget = async () => (await targets()).find((t) => t.type === 'page' && t.url.includes('/popup/'));

  async function clickToolbarUnseen(page: Page): Promise<number> {
    await page.bringToFront();
    const tab = await until('the tab', async () => (await targets()).find((t) => t.type === 'tab' && t.url === page.url()));
    const clickedAt = Date.now();
    await cdp.send('Extensions.triggerAction' as never, { id: extensionId, targetId: tab.targetId } as never);
    return clickedAt;
  }

  async function findPopup(): Promise<Popup> {
    await until('the popup to open', popupTarget);
    // Playwright attaches to a popup as type "other" and hides it; a second connection sees it as a page.
    const second = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const popup = await until('the popup as a page', async () =>
      second
        .contexts()
        .flatMap((c) => c.pages())
        .find((p) => p.url().includes('/popup/')),
    );
    return { page: popup, release: () => second.close() };
  }

  return {
    context,
    extensionId,
    async openExtensionPage(file) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${file}`);
      return page;
    },
    async clickToolbar(page) {
      await clickToolbarUnseen(page);
      return await findPopup();
    },
    clickToolbarUnseen,
    popupTitle: async () => (await popupTarget())?.title,
    findPopup,
    async download(start) {
      // Playwright's own folder is lost when the second connection, to the popup, goes.
      const downloadPath = mkdtempSync(path.join(profile.folder, 'download-'));
      await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
      await start();
      const whole = () => readdirSync(downloadPath).find((file) => !file.endsWith('.crdownload'));
      return path.join(downloadPath, await until('the download', async () => whole()));
    },
    async stopBackground() {
      const running = (await targets()).filter(({ type, url }) => type === 'service_worker' && url.includes(extensionId));
      for (const { targetId } of running) await cdp.send('Target.closeTarget', { targetId });
      // One that is there half a second later was woken anew by what it had still to do, under the same id.
      const gone = async () => !(await targets()).some((left) => running.some(({ targetId }) => targetId === left.targetId));
      await until('the worker to stop', gone, 500).catch(() => undefined);
    },
    close: () => context.close(),
    async kill() {
      const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
      const main = processInfo.find((p) => p.type === 'browser');
      if (main === undefined) throw new Error('no browser process');
      const closed = new Promise((resolve) => context.once('close', resolve));
      process.kill(main.id, 'SIGKILL');
      await closed;
    },
  };
}
