import type { Page } from 'playwright-core';
import { Client } from 'pg';
import { createTestDatabase } from '../../../backend/testing/test-database.ts';
import { createServerProcess, type Server } from '../../server-process.ts';
import { type Chromium, createProfile, launchChromium, until } from '../chromium.ts';
import { newEmail, signUp } from '../person.ts';
import { createProxy, type Moment, type Proxy } from './proxy.ts';

/** The points of a save at which something is killed: in the form, and on the way of its request. */
export const POINTS = [
  'before the form is filled',
  'while it is being filled',
  'with Enter',
  'when it says saved',
  'soon after it says saved',
  'when the request arrives',
  'when the server has answered',
  'when the head of the answer is sent',
  'when the answer is delivered',
  'a little after the answer',
  'while the changes are fetched',
  'before the next save',
] as const;
type Point = (typeof POINTS)[number];

const MOMENT_OF: Partial<Record<Point, Moment>> = {
  'when the request arrives': 'arrived',
  'when the server has answered': 'answered',
  'when the head of the answer is sent': 'headSent',
  'when the answer is delivered': 'delivered',
  'a little after the answer': 'delivered',
};

/** What became of everything that was acknowledged. */
export interface Tally {
  acknowledged: number;
  kills: number;
  /** In PostgreSQL, once. */
  stored: number;
  /** Still in the outbox, in sight. */
  waiting: number;
  missing: string[];
  twice: string[];
}

/** A browser, a proxy and a server, each of which may be killed, and the count of what was promised. */
export interface Campaign {
  killWorkers(rounds: number, say?: (line: string) => void): Promise<void>;
  killBrowsers(times: number, say?: (line: string) => void): Promise<void>;
  killServers(times: number, say?: (line: string) => void): Promise<void>;
  /** Puts `count` saves into the outbox as if a week offline had, and sends them. Resolves to the requests it took. */
  drain(count: number): Promise<number>;
  /** Sends what is left, and counts. */
  tally(): Promise<Tally>;
  close(): Promise<void>;
}

const POPUP = 'extension/popup/index.html';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function openCampaign(): Promise<Campaign> {
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).toReversed()) await step();
  };
  const acknowledged: string[] = [];
  let kills = 0;
  let chromium: Chromium;
  let server: Server;
  let proxy: Proxy;
  let owner: Client;
  try {
    const database = await createTestDatabase();
    closing.push(database.drop);
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    closing.push(() => owner.end());
    server = await createServerProcess(database.ownerUrl);
    closing.push(() => server.stop());
    await server.start();
    proxy = await createProxy(server.url);
    closing.push(proxy.close);
    const profile = createProfile();
    closing.push(profile.remove);
    const launch = async () => void (chromium = await launchChromium(profile, { grant: 'http://127.0.0.1/*' }));
    await launch();
    closing.push(() => chromium.close().catch(() => undefined));
    await (await signUp(chromium!, proxy.url, newEmail())).close();

    const killWorker = async () => {
      kills += 1;
      await chromium.stopWorker();
    };

    /** Fills the form by hand and saves; the popup's own code, in a tab, where nothing but the page's text is missing. */
    async function save(title: string, at: Partial<Record<Point, () => Promise<void>>> = {}): Promise<Page> {
      const form = await chromium.openExtensionPage(POPUP);
      await at['before the form is filled']?.();
      await form.getByRole('button', { name: 'Fill in by hand' }).click();
      await form.locator('input[name=title]').fill(title);
      await at['while it is being filled']?.();
      await form.locator('input[name=company]').fill('Fjordline');
      await form.locator('input[name=url]').fill(`https://careers.example.com/jobs/${encodeURIComponent(title)}`);
      const pressed = form.locator('input[name=title]').press('Enter');
      await at['with Enter']?.();
      await pressed;
      await form.getByRole('heading', { name: 'Saved' }).waitFor();
      acknowledged.push(title);
      await at['when it says saved']?.();
      return form;
    }

    /** Asks the worker for something, and does not wait: it may be ended in the middle. */
    async function tell(page: Page, message: object): Promise<void> {
      type Chrome = { runtime: { sendMessage(message: object): Promise<unknown> } };
      await page.evaluate((asked) => {
        (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage(asked).catch(() => undefined);
      }, message);
    }

    async function killAt(point: Point, title: string): Promise<void> {
      const moment = MOMENT_OF[point];
      let killed: Promise<void> | null = null;
      const once = () => (killed ??= killWorker());
      proxy.at = (reached, method, path) => {
        if (moment === reached && method === 'PUT') return point === 'a little after the answer' ? pause(15).then(once) : once();
        return point === 'while the changes are fetched' && reached === 'arrived' && path.startsWith('/api/changes') ? once() : undefined;
      };
      const form = await save(title, { [point]: once });
      if (point === 'soon after it says saved') await pause(25).then(once);
      if (point === 'while the changes are fetched') await tell(form, { ask: 'sync', body: {} });
      if (point === 'before the next save') await pause(100).then(once);
      await until(`the worker to be killed ${point}`, async () => killed !== null);
      await killed;
      proxy.at = null;
      if (!form.isClosed()) await form.close();
    }

    async function rows(): Promise<Map<string, number>> {
      const { rows: found } = await owner.query<{ title: string; n: number }>(
        'select title, count(*)::int as n from applications group by title',
      );
      return new Map(found.map(({ title, n }) => [title, n]));
    }
    /** Titles in the outbox, as the browser has them on its disk. */
    async function outbox(page: Page): Promise<string[]> {
      return await page.evaluate(
        () =>
          new Promise<string[]>((resolve, reject) => {
            const opened = indexedDB.open('jackdaw-outbox');
            opened.addEventListener('error', () => reject(opened.error!));
            opened.addEventListener('success', () => {
              const all = opened.result.transaction('entries').objectStore('entries').getAll();
              all.addEventListener('success', () => {
                opened.result.close();
                resolve((all.result as { body: { posting: { title: string } } }[]).map(({ body }) => body.posting.title));
              });
            });
          }),
      );
    }
    async function sendAll(): Promise<string[]> {
      const page = await chromium.openExtensionPage('extension/dashboard/index.html#/unsent');
      let left: string[] = [];
      await until(
        'everything to be sent',
        async () => {
          left = await outbox(page);
          if (left.length === 0) return true;
          await page
            .getByRole('button', { name: 'Retry all' })
            .click({ timeout: 2_000 })
            .catch(() => undefined);
          await pause(300);
          return false;
        },
        90_000,
      ).catch(() => undefined);
      await page.close();
      return left;
    }

    return {
      async killWorkers(rounds, say = () => {}) {
        for (const point of POINTS) {
          for (let round = 0; round < rounds; round += 1) await killAt(point, `worker ${point} ${round}`);
          say(`worker killed ${point}: ${rounds}`);
        }
      },
      async killBrowsers(times, say = () => {}) {
        for (let round = 0; round < times; round += 1) {
          await save(`browser ${round}`);
          kills += 1;
          await chromium.kill();
          await launch();
        }
        say(`browser killed right after "saved": ${times}`);
      },
      async killServers(times, say = () => {}) {
        for (let round = 0; round < times; round += 1) {
          let killed: Promise<void> | null = null;
          // Sometimes before it has the request, sometimes while it works on it, sometimes when it has answered and nobody knows.
          proxy.at = (moment, method) => {
            if (method !== 'PUT' || killed) return undefined;
            if (moment === 'arrived' && round % 3 === 0) return (killed = server.kill());
            if (moment === 'arrived' && round % 3 === 1) return void (killed = pause(round % 12).then(() => server.kill()));
            return moment === 'answered' && round % 3 === 2 ? (killed = server.kill()) : undefined;
          };
          const form = await save(`server ${round}`);
          // After a failure sending rests for a minute, unless the person asks.
          await tell(form, { ask: 'flush', body: { hurry: 'now' } });
          await until('the server to be killed', async () => killed !== null);
          await killed;
          kills += 1;
          proxy.at = null;
          await server.start();
          await form.close().catch(() => undefined);
        }
        say(`server killed in the middle of a request: ${times}`);
      },
      async drain(count) {
        const titles = Array.from({ length: count }, (_, index) => `week ${index}`);
        const page = await chromium.openExtensionPage(POPUP);
        await page.evaluate(async (all) => {
          const db = await new Promise<IDBDatabase>((resolve) => {
            const opened = indexedDB.open('jackdaw-outbox');
            opened.addEventListener('success', () => resolve(opened.result));
          });
          const transaction = db.transaction('entries', 'readwrite');
          for (const [index, title] of all.entries())
            transaction.objectStore('entries').add({
              id: `0199${String(index).padStart(4, '0')}-0000-7000-8000-${String(index).padStart(12, '0')}`,
              owner: null,
              body: { posting: { title, company: 'Fjordline', url: 'https://careers.example.com/jobs/1' } },
              savedAt: new Date().toISOString(),
              state: 'waiting',
              attempts: 0,
              lastAttemptAt: null,
              notBefore: null,
              lastError: null,
              problem: null,
            });
          await new Promise((resolve) => transaction.addEventListener('complete', resolve));
          db.close();
        }, titles);
        await page.close();
        acknowledged.push(...titles);
        const before = proxy.requests.length;
        await sendAll();
        return proxy.requests.slice(before).filter((request) => request.startsWith('PUT')).length;
      },
      async tally() {
        const left = await sendAll();
        const stored = await rows();
        const once = acknowledged.filter((title) => stored.get(title) === 1);
        return {
          acknowledged: acknowledged.length,
          kills,
          stored: once.length,
          waiting: acknowledged.filter((title) => !stored.has(title) && left.includes(title)).length,
          missing: acknowledged.filter((title) => !stored.has(title) && !left.includes(title)),
          twice: [...stored].flatMap(([title, n]) => (n > 1 ? [title] : [])),
        };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
