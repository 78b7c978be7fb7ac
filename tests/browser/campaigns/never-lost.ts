import { v7 as uuidv7 } from 'uuid';
import { button, heading } from '../firefox/view.ts';
import { until } from '../until.ts';
import type { Backend } from '../world.ts';
import type { CampaignBrowser, CampaignPage } from './campaign-browser.ts';
import { fillOutbox, readOutbox } from './outbox-on-disk.ts';
import type { Moment, Proxy } from './proxy.ts';

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

type Parts = Backend & { browser: CampaignBrowser; proxy: Proxy; say(line: string): void };

/** What became of everything that was acknowledged. */
export interface Tally {
  acknowledged: number;
  kills: number;
  /** In PostgreSQL, once. */
  stored: number;
  /** Still in the outbox, in sight. */
  waiting: number;
  /** Refused by the server and still in the outbox, in sight. */
  parked: number;
  missing: string[];
  twice: string[];
}

/** What a week without a connection came to. */
export interface Week {
  /** While nobody answered: times that somebody was asked for, and the minutes that it lasted. */
  askedWhileDown: number;
  minutesDown: number;
  /** Between two of those requests, at least. */
  shortestPauseMs: number | null;
  /** Times that each save of the week was sent once there was an answer: how many were sent once, twice … */
  sentTimes: Record<number, number>;
}

/** A browser, a proxy and a server, each of which may be killed, and the count of what was promised. */
export interface Campaign {
  /** The background at every point of a save. */
  killBackgrounds(rounds: number, points?: readonly Point[]): Promise<void>;
  /** The browser right after "Saved". */
  killBrowsers(times: number): Promise<void>;
  /** The browser when the server has renewed its session, and the answer is not there yet; it comes back an hour later. */
  killRenewing(times: number): Promise<void>;
  /** The server in the middle of a request. */
  killServers(times: number): Promise<void>;
  /** `count` saves wait since a week, the first of them one that will be refused; `minutes` pass with nobody answering; then somebody does. */
  endWeek(count: number, minutes: number): Promise<Week>;
  /** Sends what is left, and counts. */
  tally(): Promise<Tally>;
}

const POPUP = 'extension/popup/index.html';
const UNSENT = 'extension/dashboard/index.html#/unsent';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks the background for something, and does not wait: it may be ended in the middle. */
async function tell(page: CampaignPage, message: object): Promise<void> {
  type Chrome = { runtime: { sendMessage(message: object): Promise<unknown> } };
  await page.evaluate((asked) => {
    (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage(asked).catch(() => undefined);
  }, message);
}

/** Of a browser whose extension is connected to the server by way of the proxy. `say` is told how far it is. */
export function createCampaign({ browser, server, proxy, query, say }: Parts): Campaign {
  const acknowledged: string[] = [];
  let kills = 0;

  const killBackground = async () => {
    kills += 1;
    await browser.stopBackground();
  };

  /** Fills the form by hand and saves; the popup's own code, in a tab, where nothing but the page's text is missing. */
  async function save(title: string, at: Partial<Record<Point, () => Promise<void>>> = {}): Promise<CampaignPage> {
    const form = await browser.openExtensionPage(POPUP);
    await at['before the form is filled']?.();
    await form.click(button('Fill in by hand'));
    await form.fill('input[name=title]', title);
    await at['while it is being filled']?.();
    await form.fill('input[name=company]', 'Fjordline');
    await form.fill('input[name=url]', `https://careers.example.com/jobs/${encodeURIComponent(title)}`);
    const pressed = form.press('input[name=title]', 'Enter');
    await at['with Enter']?.();
    await pressed;
    await form.waitForSelector(heading('Saved'));
    acknowledged.push(title);
    await at['when it says saved']?.();
    return form;
  }
  /** It closes itself a while after it saved. */
  const close = (form: CampaignPage) => form.close().catch(() => undefined);

  async function killAt(point: Point, title: string): Promise<void> {
    const moment = MOMENT_OF[point];
    let killed: Promise<void> | null = null;
    const once = () => (killed ??= killBackground());
    proxy.at = (reached, method, path) => {
      if (moment === reached && method === 'PUT') return point === 'a little after the answer' ? pause(15).then(once) : once();
      return point === 'while the changes are fetched' && reached === 'arrived' && path.startsWith('/api/changes') ? once() : undefined;
    };
    const form = await save(title, { [point]: once });
    if (point === 'soon after it says saved') await pause(25).then(once);
    if (point === 'while the changes are fetched') await tell(form, { ask: 'sync', body: {} });
    if (point === 'before the next save') await pause(100).then(once);
    await until(`the background to be killed ${point}`, async () => killed !== null);
    await killed;
    proxy.at = null;
    await close(form);
  }

  /** Sends what waits, as the person may ask for, until nothing does; resolves to what is left. */
  async function sendAll(): Promise<{ title: string; state: string }[]> {
    const page = await browser.openExtensionPage(UNSENT);
    const settled = async () => {
      const left = await readOutbox(page);
      return left.every(({ state }) => state === 'parked') && left;
    };
    const left = await until(
      'everything to be sent',
      async () => {
        const done = await settled();
        if (done === false) await tell(page, { ask: 'flush', body: { hurry: 'now' } }).then(() => pause(300));
        return done;
      },
      90_000,
    ).catch(async () => {
      const why = await page.evaluate(async () => {
        type Chrome = { runtime: { sendMessage(message: object): Promise<unknown> } };
        const answer = (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage({ ask: 'flush', body: { hurry: 'now' } });
        return JSON.stringify(await answer.catch(String));
      }, null);
      say(`not everything was sent: ${why}`);
      return await readOutbox(page);
    });
    await page.close();
    return left;
  }

  async function rows(): Promise<Map<string, number>> {
    const found = await query<{ title: string; n: number }>('select title, count(*)::int as n from applications group by title');
    return new Map(found.map(({ title, n }) => [title, n]));
  }

  return {
    async killBackgrounds(rounds, points = POINTS) {
      for (const point of points) {
        for (let round = 0; round < rounds; round += 1) await killAt(point, `background ${point} ${round}`);
        say(`background killed ${point}: ${rounds}`);
      }
    },
    async killBrowsers(times) {
      for (let round = 0; round < times; round += 1) {
        await save(`browser ${round}`);
        kills += 1;
        await browser.crash();
      }
      say(`browser killed right after "saved": ${times}`);
    },
    async killRenewing(times) {
      for (let round = 0; round < times; round += 1) {
        let killed: Promise<void> | null = null;
        const crashForAnHour = async () => {
          await query(`update sessions set rotated_at = rotated_at - interval '1 hour', last_used_at = last_used_at - interval '1 hour'`);
          await browser.crash();
        };
        proxy.at = (moment, _method, path) =>
          moment === 'answered' && path === '/api/auth/refresh' && !killed ? (killed = crashForAnHour()) : undefined;
        const forget = async () => {
          const page = await browser.openExtensionPage(UNSENT);
          await page.evaluate(() => {
            type Chrome = { storage: { session: { clear(): Promise<void> } } };
            return (globalThis as unknown as { chrome: Chrome }).chrome.storage.session.clear();
          }, null);
          await tell(page, { ask: 'sync', body: {} });
        };
        // A page that opens may renew it by itself, and the browser be gone before any of this is answered.
        await forget().catch((error: unknown) => {
          if (killed === null) throw error;
        });
        await until('the session to be renewed', async () => killed !== null);
        await killed;
        kills += 1;
        proxy.at = null;
        await close(await save(`renewing ${round}`));
      }
      say(`browser killed while its session was renewed: ${times}`);
    },
    async killServers(times) {
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
        await close(form);
      }
      say(`server killed in the middle of a request: ${times}`);
    },
    async endWeek(count, minutes) {
      await sendAll();
      const started = Date.now();
      // One every so often, over seven days; the server refuses the first, whose company is longer than any.
      const saves = Array.from({ length: count }, (_, at) => ({
        id: uuidv7(),
        title: `week ${at}`,
        company: at === 0 ? 'x'.repeat(400) : 'Fjordline',
        savedAt: new Date(started - (7 * 24 * 3_600_000 * (count - at)) / count).toISOString(),
      }));
      const page = await browser.openExtensionPage(UNSENT);
      await fillOutbox(page, saves);
      acknowledged.push(...saves.map(({ title }) => title));

      proxy.isDown = true;
      const before = proxy.requests.length;
      const end = Date.now() + minutes * 60_000;
      // As often as somebody saves, the background asks whether it may send.
      for (let asked = 0; asked < 20 || Date.now() < end; asked += 1) {
        await tell(page, { ask: 'flush', body: { hurry: 'rested' } });
        await pause(asked < 20 ? 100 : 2_000);
      }
      // A browser repeats a request by itself, at once, when its connection breaks: that is one asking.
      const asked = proxy.requests.slice(before).filter(({ at }, index, all) => index === 0 || at - (all[index - 1]?.at ?? 0) > 1000);
      const minutesDown = (Date.now() - started) / 60_000;
      proxy.isDown = false;

      const resumed = proxy.requests.length;
      await page.close();
      await sendAll();
      const sent = new Map<string, number>();
      for (const { path, method } of proxy.requests.slice(resumed)) if (method === 'PUT') sent.set(path, (sent.get(path) ?? 0) + 1);
      const sentTimes: Record<number, number> = {};
      for (const { id } of saves) {
        const times = sent.get(`/api/applications/${id}`) ?? 0;
        sentTimes[times] = (sentTimes[times] ?? 0) + 1;
      }
      const pauses = asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0));
      const week = {
        askedWhileDown: asked.length,
        minutesDown,
        shortestPauseMs: pauses.length > 0 ? Math.min(...pauses) : null,
        sentTimes,
      };
      say(`a week offline, ${count} saves: ${JSON.stringify(week)}`);
      return week;
    },
    async tally() {
      const left = await sendAll();
      const stored = await rows();
      const states = new Map(left.map(({ title, state }) => [title, state]));
      const kept = (state: string) => acknowledged.filter((title) => !stored.has(title) && states.get(title) === state).length;
      const tally: Tally = {
        acknowledged: acknowledged.length,
        kills,
        stored: acknowledged.filter((title) => stored.get(title) === 1).length,
        waiting: kept('waiting'),
        parked: kept('parked'),
        missing: acknowledged.filter((title) => !stored.has(title) && !states.has(title)),
        twice: [...stored].flatMap(([title, n]) => (n > 1 ? [title] : [])),
      };
      say(JSON.stringify(tally));
      return tally;
    },
  };
}
