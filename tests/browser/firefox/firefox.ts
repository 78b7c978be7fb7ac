import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../until.ts';
import { connectMarionette, type Marionette } from './marionette.ts';
import { createView, type View } from './view.ts';

/** As in the manifest for Firefox. */
const EXTENSION_ID = 'jackdaw@jackdaw.example.org';

/** A folder that lives on between two launches, as a person's profile does. */
export interface FirefoxProfile {
  folder: string;
  /** Under which the extension's pages are found; Firefox makes one up at each installation unless it is told. */
  uuid: string;
  remove(): void;
}

/** One running Firefox with the built extension in it. */
export interface Firefox {
  /** The host of the extension's own pages. */
  uuid: string;
  /** Opens an address in a new tab. */
  openTab(url: string): Promise<View>;
  /** Opens a page of the extension in a tab. */
  openExtensionPage(file: string): Promise<View>;
  /** The toolbar button, over the tab that was opened last, which is what grants activeTab; resolves to the popup. */
  clickToolbar(): Promise<View>;
  /** Ends the background as Firefox does when it is idle, but whatever it is at. */
  stopBackground(): Promise<void>;
  /** "running", "stopped", or on its way from one to the other. */
  backgroundState(): Promise<string>;
  /** SIGKILL, as a crash or a power cut would; then started again with the same profile. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

/** `proxyPort`: where a server stands for the whole world outside of this machine. */
export function createFirefoxProfile(proxyPort: number): FirefoxProfile {
  const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-firefox-'));
  const uuid = randomUUID();
  const preferences = {
    // It takes one that is free, and writes it into its profile.
    'marionette.port': 0,
    // The native prompt for a host permission can't be answered here. Firefox then grants what is asked for in a click, and only there.
    'extensions.webextOptionalPermissionPrompts': false,
    'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: uuid }),
    // A temporary add-on goes with its Firefox. What it had on the disk stays, as that of an installed one does.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.failover_direct': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.startup.max_resumed_crashes': -1,
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(path.join(folder, 'user.js'), lines.join(''));
  return { folder, uuid, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

// Run in Firefox's own window, where all of Firefox can be reached.
const OPEN_TAB = `
  const tab = gBrowser.addTrustedTab(arguments[0]);
  gBrowser.selectedTab = tab;
  return tab.linkedBrowser.browserId;`;
const HAS_LOADED = `
  const { currentWindowGlobal, currentURI } = BrowsingContext.getCurrentTopByBrowserId(arguments[0]);
  return currentURI.spec !== 'about:blank' && !gBrowser.selectedBrowser.webProgress.isLoadingDocument && Boolean(currentWindowGlobal);`;
const CLICK_TOOLBAR = `
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID(arguments[0]);
  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`;
const FIND_POPUP = `
  const popup = document.querySelector('.webextension-popup-browser');
  return popup?.currentURI?.spec.endsWith('/popup/index.html') ? popup.browserId : null;`;
const BACKGROUND_STATE = `return WebExtensionPolicy.getByID(arguments[0]).extension.backgroundState;`;
const STOP_BACKGROUND = `
  const { extension } = WebExtensionPolicy.getByID(arguments[0]);
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });`;

/** A Firefox that is started, and what it says that it listens on. */
interface Running {
  marionette: Marionette;
  /** Quits it where that is asked for; resolves when it has ended. */
  end(how: 'quit' | 'kill'): Promise<void>;
}

async function start(profile: FirefoxProfile, extension: string): Promise<Running> {
  const program = process.env['FIREFOX_PATH'];
  if (program === undefined) throw new Error('FIREFOX_PATH is not set: run the tests with npm test');
  const portFile = path.join(profile.folder, 'MarionetteActivePort');
  rmSync(portFile, { force: true });
  const args = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile.folder, 'about:blank'];
  const env = { ...process.env, HOME: profile.folder, MOZ_CRASHREPORTER_DISABLE: '1' };
  const child = spawn(program, args, { env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const connect = async () => {
    if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}`);
    return existsSync(portFile) && connectMarionette(Number(readFileSync(portFile, 'utf8'))).catch(() => null);
  };
  try {
    const marionette = await until('Firefox to listen', connect, 90_000);
    await marionette.send('WebDriver:NewSession');
    await marionette.send('Addon:Install', { path: extension, temporary: true });
    await marionette.send('Marionette:SetContext', { value: 'chrome' });
    return {
      marionette,
      async end(how) {
        if (how === 'quit') {
          await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
          await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000).unref())]);
        }
        await kill();
      },
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** Starts the Firefox that FIREFOX_PATH names, with what is built in the folder `extension`. */
export async function launchFirefox(profile: FirefoxProfile, extension: string): Promise<Firefox> {
  let running = await start(profile, extension);
  /** A test that fails meanwhile closes what is only being started again. */
  let crashing = Promise.resolve();
  const run = <T>(script: string, ...values: unknown[]) => running.marionette.run<T>(script, ...values);

  async function startAnew(): Promise<void> {
    await running.end('kill');
    running = await start(profile, extension);
  }

  async function openTab(url: string): Promise<View> {
    const id = await run<number>(OPEN_TAB, url);
    await until(`${url} to load`, () => run<boolean>(HAS_LOADED, id));
    return createView(running.marionette, id);
  }
  return {
    uuid: profile.uuid,
    openTab,
    openExtensionPage: (file) => openTab(`moz-extension://${profile.uuid}/${file}`),
    async clickToolbar() {
      await run(CLICK_TOOLBAR, EXTENSION_ID);
      return createView(running.marionette, await until('the popup to open', () => run<number | null>(FIND_POPUP)));
    },
    stopBackground: () => run(STOP_BACKGROUND, EXTENSION_ID),
    backgroundState: () => run(BACKGROUND_STATE, EXTENSION_ID),
    async crash() {
      crashing = startAnew();
      await crashing;
    },
    async close() {
      await crashing.catch(() => undefined);
      await running.end('quit');
    },
  };
}
