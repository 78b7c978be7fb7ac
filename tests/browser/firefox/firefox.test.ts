import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCampaign, POINTS } from '../campaigns/never-lost.ts';
import { pathsToProbe, probe } from '../probe.ts';
import { until } from '../until.ts';
import { type FirefoxWorld, openFirefoxWorld, signUp } from './firefox-world.ts';
import { heading, type View } from './view.ts';

const POSTING = 'http://careers.example.com/jobs/captain-4711';
const HTML = `<!doctype html><html lang="en"><title>Captain - Fjordline</title><script type="application/ld+json">${JSON.stringify({
  '@type': 'JobPosting',
  title: 'Captain',
  hiringOrganization: { name: 'Fjordline' },
  jobLocation: { address: { addressLocality: 'Copenhagen' } },
  datePosted: '2026-11-02',
})}</script><h1>Captain</h1><p>Fjordline, Copenhagen</p>
<h2>What you will do</h2><p>${'You will take our ships from island to island, with a small and friendly crew. '.repeat(8)}</p></html>`;

/** Small numbers in the suite; `npm run campaign:never-lost -- --firefox` has larger ones. */
const many = (name: string, few: number) => Number(process.env[name] ?? few);

let world: FirefoxWorld;
let dashboard: View;

const rows = (title: string) =>
  world.query<{ company: string; location: string; url: string; notes: string }>(
    'select company, location, url, notes from applications where title = $1',
    [title],
  );
const row = (title: string) => `//*[@role = 'row'][contains(., '${title}')]`;

/** Clicks the toolbar over the posting; resolves to the form when the page was read. */
async function capture(): Promise<View> {
  await world.firefox.openTab(POSTING);
  const form = await world.firefox.clickToolbar();
  await form.waitForSelector('button[type=submit]:enabled');
  return form;
}

const FIREFOX = process.env['FIREFOX_PATH'];
if (FIREFOX === undefined)
  process.stderr.write('Skipped: the tests in Firefox. No Firefox is here (Debian: apt-get install firefox-esr; or FIREFOX_PATH).\n');

describe.skipIf(FIREFOX === undefined)('in Firefox', () => {
  beforeAll(async () => {
    world = await openFirefoxWorld();
    world.pages.put(POSTING, HTML);
  });
  afterAll(() => world?.close());

  it('a person connects, which grants the host in the click, and makes an account', async () => {
    dashboard = await signUp(world.firefox, world.proxy.url);
    expect(await world.query('select role from users')).toEqual([{ role: 'administrator' }]);
  });

  it('a click on the toolbar reads the posting into the form; saved, it is one row in the database and one in the list', async () => {
    const form = await capture();
    const read = await form.evaluate(() =>
      Object.fromEntries([...document.querySelectorAll<HTMLInputElement>('form input[name]')].map(({ name, value }) => [name, value])),
    );
    expect(read).toMatchObject({ title: 'Captain', company: 'Fjordline', location: expect.stringMatching(/^Copenhagen/) });
    await form.fill('textarea.notes', 'Ask about the night watch');
    await form.press('input[name=title]', 'Enter');
    await form.waitForSelector(heading('Saved'));
    await until('the row', async () => (await rows('Captain')).length > 0);
    expect(await rows('Captain')).toEqual([
      { company: 'Fjordline', location: expect.stringMatching(/^Copenhagen/), url: POSTING, notes: 'Ask about the night watch' },
    ]);
    await dashboard.waitForSelector(row('Captain'));
  });

  it('a page that probes 200 paths of the extension finds none of its files, even where it knows the address', async () => {
    const tab = await world.firefox.openTab(POSTING);
    const addresses = pathsToProbe(world.extension).map((path) => `moz-extension://${world.firefox.uuid}/${path}`);
    expect(addresses.length).toBeGreaterThan(200);
    expect(await tab.evaluate(probe, [POSTING, ...addresses])).toEqual([POSTING]);
    await tab.close();
  });

  it('every acknowledged save arrives once, though the background was ended at each point of a save', async () => {
    const started = performance.now();
    const say = (line: string) => process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0)} s  ${line}\n`);
    const campaign = createCampaign({ ...world, browser: world.firefox, say });
    const [rounds, servers, browsers] = [many('BACKGROUND_ROUNDS', 1), many('SERVER_KILLS', 0), many('BROWSER_KILLS', 0)];
    await campaign.killBackgrounds(rounds);
    await campaign.killServers(servers);
    await campaign.killBrowsers(browsers);
    await campaign.killRenewing(browsers);
    const kills = POINTS.length * rounds + servers + 2 * browsers;
    expect(await campaign.tally()).toEqual({ acknowledged: kills, kills, stored: kills, waiting: 0, parked: 0, missing: [], twice: [] });
    const week = many('WEEK', 0);
    if (week === 0) return;
    const ended = await campaign.endWeek(week, many('MINUTES_DOWN', 0));
    expect(ended.askedWhileDown).toBeLessThanOrEqual(Math.ceil(ended.minutesDown));
    expect(ended.sentTimes).toEqual({ 1: week });
    expect(await campaign.tally()).toMatchObject({ stored: kills + week - 1, waiting: 0, parked: 1, missing: [], twice: [] });
  }, 3_600_000);
});
