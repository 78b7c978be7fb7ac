import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createProfile, launchChromium } from '../tests/browser/chromium.ts';
import { servePages } from '../tests/browser/pages.ts';
import { capture, connect, exportCsv, newEmail, PASSWORD, readForm, save, signIn } from '../tests/browser/person.ts';
import { until } from '../tests/browser/until.ts';

const HELP = `npm run campaign:extension -- URL [INVITE]

The extension as it is built (dist/chrome), in a real Chromium (CHROMIUM_PATH), with the server that runs at URL: an account is made there,
with INVITE where the server wants one; then a posting is captured, saved, listed and exported, and the server is asked whether it has it.
deploy/campaigns/extension.sh does so with a compose set-up. Ends with "N passed, N failed".
`;

const [url, invite] = process.argv.slice(2);
if (url === undefined || url === '--help') {
  process.stdout.write(HELP);
  process.exit(url === undefined ? 2 : 0);
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
let passed = 0;
let told = false;

/** One claim. What it needs from earlier ones is there, because the first that fails ends the campaign. */
async function check<T>(claim: string, work: () => Promise<T>): Promise<T> {
  try {
    const value = await work();
    passed += 1;
    say(`ok    ${claim}`);
    return value;
  } catch (error) {
    told = true;
    say(`FAIL  ${claim}\n        ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  }
}

function same(what: string, actual: unknown, wanted: unknown): void {
  if (actual !== wanted) throw new Error(`${what} is ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`);
}

const ADDRESS = 'https://careers.example.com/jobs/deckhand-4711';
const POSTING = `<!doctype html><html lang="en"><title>Deckhand - Fjordline</title><script type="application/ld+json">${JSON.stringify({
  '@type': 'JobPosting',
  title: 'Deckhand',
  hiringOrganization: { name: 'Fjordline' },
  jobLocation: { address: { addressLocality: 'Copenhagen' } },
})}</script><h1>Deckhand</h1><p>Fjordline, Copenhagen</p><h2>What you will do</h2>
<p>${'You will look after the ships that we run between the islands, with a small and friendly team. '.repeat(8)}</p>`;

const closing: (() => unknown)[] = [];
let failed = 0;
try {
  const email = newEmail();
  const session = await check('an account is made', async () => {
    const body = JSON.stringify({ email, password: PASSWORD, ...(invite === undefined ? {} : { invite }) });
    const reply = await fetch(`${url}/api/auth/sign-up`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    same('the status', reply.status, 201);
    return (await reply.json()) as { accessToken: string };
  });
  const pages = await servePages();
  closing.push(pages.close);
  pages.put(ADDRESS, POSTING);
  const profile = createProfile();
  closing.push(profile.remove);
  const chromium = await launchChromium(profile, { grant: `http://${new URL(url).hostname}/*` });
  closing.push(chromium.close);
  await pages.attach(chromium.context);

  const dashboard = await chromium.openExtensionPage('extension/dashboard/index.html');
  await check('the extension is connected and signed in', async () => {
    await connect(dashboard, url);
    await signIn(dashboard, email);
  });
  const { tab, popup, form } = await check('a posting is captured', async () => {
    const captured = await capture(chromium, ADDRESS);
    const lines = await readForm(captured.form);
    same('the title', lines['title'], 'Deckhand');
    same('the company', lines['company'], 'Fjordline');
    return captured;
  });
  await check('it is saved', () => save(form));
  await popup.release();
  await tab.close();
  await check('the server has it, once', () =>
    until('the posting', async () => {
      const reply = await fetch(`${url}/api/applications`, { headers: { Authorization: `Bearer ${session.accessToken}` } });
      const { items } = (await reply.json()) as { items: { posting: { title: string } }[] };
      return items.length === 1 && items[0]?.posting.title === 'Deckhand';
    }),
  );
  await check('it is listed', () => dashboard.getByRole('row', { name: /Deckhand/ }).waitFor());
  await check('it is exported', async () => {
    const text = readFileSync(await exportCsv(chromium, dashboard), 'utf8');
    for (const part of ['Deckhand', 'Fjordline', ADDRESS]) same(`whether ${part} is there`, text.includes(part), true);
  });
} catch (error) {
  failed = 1;
  if (!told) say(`FAIL  ${error instanceof Error ? error.stack : String(error)}`);
} finally {
  for (const step of closing.toReversed()) await step();
}
say(`${passed} passed, ${failed} failed`);
process.exit(failed);
