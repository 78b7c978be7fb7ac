import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Campaign, openCampaign, POINTS } from './campaigns/never-lost.ts';

/** Small numbers in the suite; `npm run campaign:never-lost` has large ones. */
const many = (name: string, few: number) => Number(process.env[name] ?? few);
const WORKER_ROUNDS = many('WORKER_ROUNDS', 1);
const SERVER_KILLS = many('SERVER_KILLS', 3);
const BROWSER_KILLS = many('BROWSER_KILLS', 1);
const WEEK = many('WEEK', 40);

let campaign: Campaign;
beforeAll(async () => {
  campaign = await openCampaign();
});
afterAll(() => campaign?.close());

it('every acknowledged save arrives once, whatever was killed: the worker at each point, the server, the browser', async () => {
  const started = performance.now();
  const say = (line: string) => process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0)} s  ${line}\n`);
  await campaign.killWorkers(WORKER_ROUNDS, say);
  await campaign.killServers(SERVER_KILLS, say);
  await campaign.killBrowsers(BROWSER_KILLS, say);
  // What a week without a connection leaves goes once each, beside whatever the kills left.
  expect(await campaign.drain(WEEK)).toBeGreaterThanOrEqual(WEEK);
  const tally = await campaign.tally();
  say(JSON.stringify(tally));
  const kills = POINTS.length * WORKER_ROUNDS + SERVER_KILLS + BROWSER_KILLS;
  expect(tally).toEqual({ acknowledged: kills + WEEK, kills, stored: kills + WEEK, waiting: 0, missing: [], twice: [] });
}, 3_600_000);
