import { type CDPSession, chromium, type Page } from 'playwright-core';
import { startDashboardServer, type DashboardServer } from './bench/dashboard-server.ts';
import { percentile, printFigures, type Figure } from './bench/figures.ts';

const HELP = `npm run bench:dashboard [-- COUNT ...]

Measures the dashboard in real Chromium with COUNT applications in its library (10000 and 100000, when none is named):
opening until the first rows are there, the script of one keystroke in the search, the frames while scrolling.
Needs CHROMIUM_PATH and a built web page (npm run build:web).`;

const ROUNDS = 5;
const WORDS = 'data engineer berlin';

/** Milliseconds from the start of a navigation until rows are in the document, and what was asked of the server meanwhile. */
async function timeOpening(page: Page, server: DashboardServer): Promise<{ firstRowMs: number; allRowsMs: number; asked: string[] }> {
  server.asked.length = 0;
  await page.goto(`${server.url}/`);
  await page.waitForFunction(() => document.querySelector('.toolbar-count') !== null && !document.querySelector('.loading'));
  const times = await page.evaluate(() => {
    const { firstRowMs, allRowsMs } = globalThis as unknown as { firstRowMs: number; allRowsMs: number };
    return { firstRowMs, allRowsMs };
  });
  await page.waitForTimeout(500);
  return { ...times, asked: server.asked.filter((line) => line.includes('/api/')) };
}

/** Notes when the first row, and when the count of all of them, came into the document. */
function watchRows(): void {
  const times = globalThis as unknown as { firstRowMs?: number; allRowsMs?: number };
  new MutationObserver(() => {
    if (times.firstRowMs === undefined && document.querySelector('.row')) times.firstRowMs = performance.now();
    if (times.allRowsMs === undefined && document.querySelector('.toolbar-count')) times.allRowsMs = performance.now();
  }).observe(document, { childList: true, subtree: true });
}

/** Milliseconds that the page's thread has spent in script so far; its own time, whatever else the machine does meanwhile. */
async function scriptMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1_000;
}

/** Milliseconds of script for each keystroke: what is found and what is rendered of it. */
async function scriptOfKeystrokes(page: Page): Promise<number[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const times: number[] = [];
  for (let length = 0; length <= WORDS.length; length += 1) {
    const before = await scriptMs(cdp);
    await page.evaluate(
      (word) => {
        const field = document.querySelector<HTMLInputElement>('input[type=search]');
        if (!field) throw new Error('no search field');
        field.value = word;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        return new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
      },
      WORDS.slice(0, length),
    );
    // The first empties the field.
    if (length > 0) times.push((await scriptMs(cdp)) - before);
  }
  await cdp.detach();
  return times;
}

/** Milliseconds from each keystroke until something else could be done. */
function timeKeystrokes(page: Page): Promise<number[]> {
  return page.evaluate(async (words) => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    if (!field) throw new Error('no search field');
    const times: number[] = [];
    for (let length = 1; length <= words.length; length += 1) {
      field.value = words.slice(0, length);
      const started = performance.now();
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      // Rendering is a microtask behind: a task comes after it.
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(null));
        port1.start();
        port2.postMessage(null);
      });
      times.push(performance.now() - started);
      await new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
    }
    field.value = '';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    return times;
  }, WORDS);
}

/** Milliseconds between frames while the list scrolls by five rows a frame. */
function timeScrolling(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const body = document.querySelector('.table-body');
    if (!body) throw new Error('no list');
    const frames: number[] = [];
    let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 240; frame += 1) {
      body.scrollTop += 180;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - before);
      before = now;
    }
    return frames;
  });
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;

async function measure(count: number): Promise<Figure[]> {
  const server = await startDashboardServer(count);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '',
    chromiumSandbox: false,
    args: ['--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(watchRows);
    page.setDefaultTimeout(600_000);
    await page.goto(server.url);
    await page.locator('form input').first().fill('ada@example.org');
    await page.locator('input[type=password]').fill('a quiet bird keeps shiny things');
    const started = performance.now();
    await page.locator('form button[type=submit]').click();
    await page.getByRole('row').nth(5).waitFor();
    const filledMs = performance.now() - started;
    const openings = [];
    for (let round = 0; round < ROUNDS; round += 1) openings.push(await timeOpening(page, server));
    await page.waitForTimeout(1_500);
    const script = [...(await scriptOfKeystrokes(page)), ...(await scriptOfKeystrokes(page)), ...(await scriptOfKeystrokes(page))];
    const keys = [...(await timeKeystrokes(page)), ...(await timeKeystrokes(page)), ...(await timeKeystrokes(page))];
    const frames = await timeScrolling(page);
    const first = openings.map(({ firstRowMs }) => firstRowMs);
    const all = openings.map(({ allRowsMs }) => allRowsMs);
    return [
      { what: 'filling the library from the server, once', ours: ms(filledMs) },
      { what: `opening to first rows, median and worst of ${ROUNDS}`, ours: ms(percentile(first, 0.5)), beside: ms(Math.max(...first)) },
      { what: 'opening to all applications read', ours: ms(percentile(all, 0.5)), beside: ms(Math.max(...all)) },
      {
        what: 'requests to the API at each opening',
        ours: openings.map(({ asked }) => asked.length).join(' '),
        beside: openings[0]?.asked.join(', ') ?? '',
      },
      {
        what: `script of a keystroke, median and worst of ${script.length}`,
        ours: ms(percentile(script, 0.5)),
        beside: ms(Math.max(...script)),
      },
      {
        what: 'from a keystroke until the page is free again, by the clock',
        ours: ms(percentile(keys, 0.5)),
        beside: ms(Math.max(...keys)),
      },
      { what: 'frame while scrolling, 95th percentile and worst', ours: ms(percentile(frames, 0.95)), beside: ms(Math.max(...frames)) },
      { what: `frames over 32 ms of ${frames.length}`, ours: String(frames.filter((frame) => frame > 32).length) },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

const asked = process.argv.slice(2);
if (asked.includes('--help') || asked.some((word) => !/^\d+$/.test(word))) {
  console.log(HELP);
  process.exit(asked.includes('--help') ? 0 : 1);
}
for (const count of asked.length > 0 ? asked.map(Number) : [10_000, 100_000])
  printFigures(`Dashboard with ${count.toLocaleString('en')} applications`, await measure(count));
