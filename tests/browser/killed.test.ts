import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCampaignInChromium } from './campaigns/in-chromium.ts';
import { POINTS } from './campaigns/never-lost.ts';

/** Small numbers in the suite; `npm run campaign:never-lost` has large ones. */
const many = (name: string, few: number) => Number(process.env[name] ?? few);
const ROUNDS = many('BACKGROUND_ROUNDS', 1);
const SERVER_KILLS = many('SERVER_KILLS', 3);
const BROWSER_KILLS = many('BROWSER_KILLS', 1);
const WEEK = many('WEEK', 40);
const MINUTES_DOWN = many('MINUTES_DOWN', 0);

let campaign: Awaited<ReturnType<typeof openCampaignInChromium>>;
beforeAll(async () => {
  const started = performance.now();
  const say = (line: string) => process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0)} s  ${line}\n`);
  campaign = await openCampaignInChromium(say);
});
afterAll(() => campaign?.close());

it('every acknowledged save arrives once, whatever was killed: the worker at each point, the server, the browser', async () => {
  await campaign.killBackgrounds(ROUNDS);
  await campaign.killServers(SERVER_KILLS);
  await campaign.killBrowsers(BROWSER_KILLS);
  await campaign.killRenewing(BROWSER_KILLS);
  const kills = POINTS.length * ROUNDS + SERVER_KILLS + 2 * BROWSER_KILLS;
  expect(await campaign.tally()).toEqual({ acknowledged: kills, kills, stored: kills, waiting: 0, parked: 0, missing: [], twice: [] });
}, 3_600_000);

it('a week offline asks at most once a minute, and then goes once each; one that is refused, at the head, holds up nobody', async () => {
  const before = await campaign.tally();
  const week = await campaign.endWeek(WEEK, MINUTES_DOWN);
  expect(week.askedWhileDown).toBeGreaterThan(0);
  expect(week.askedWhileDown).toBeLessThanOrEqual(Math.ceil(week.minutesDown));
  expect(week.sentTimes).toEqual({ 1: WEEK });
  const tally = await campaign.tally();
  expect(tally).toMatchObject({ waiting: 0, parked: 1, missing: [], twice: [] });
  expect(tally.stored).toBe(before.stored + WEEK - 1);
}, 3_600_000);
