import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProfile, launchChromium } from './chromium.ts';
import { servePages } from './pages.ts';
import { pathsToProbe, probe } from './probe.ts';
import { openAll } from './world.ts';

const PAGE = 'https://careers.example.com/probe';
/** What is there, so that a probe which finds nothing has been seen to find something. */
const THERE = 'https://careers.example.com/there';

const open = () =>
  openAll(async (closing) => {
    const pages = await servePages();
    closing.push(pages.close);
    const profile = createProfile();
    closing.push(profile.remove);
    const chromium = await launchChromium(profile);
    closing.push(chromium.close);
    await pages.attach(chromium.context);
    return { pages, chromium };
  });
let world: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  world = await open();
});
afterAll(() => world?.close());

it('a page that probes 200 paths of the extension finds none of its files', async () => {
  for (const url of [PAGE, THERE]) world.pages.put(url, '<!doctype html><title>probe</title>');
  const tab = await world.chromium.context.newPage();
  await tab.goto(PAGE);
  const paths = pathsToProbe('dist/chrome');
  expect(paths.length).toBeGreaterThan(200);
  const addresses = paths.map((path) => `chrome-extension://${world.chromium.extensionId}/${path}`);
  expect(await tab.evaluate(probe, [THERE, ...addresses])).toEqual([THERE]);
});
