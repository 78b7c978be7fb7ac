import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEmail, PASSWORD } from './person.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  page = await world.chromium.context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${world.server.url}/`);
});
afterAll(() => world?.close());

/**
 * Runs in a page of another origin: all it has to make the browser ask with its cookies. Resolves once that was answered, with how many
 * requests it made; a beacon comes on top where the browser sends it, and tells nobody.
 */
async function attack(server: string): Promise<number> {
  const addresses = ['refresh', 'sign-out'].map((name) => `${server}/api/auth/${name}`);
  const done: Promise<unknown>[] = [];
  for (const address of addresses) {
    const ask = (init: RequestInit) => done.push(fetch(address, { credentials: 'include', ...init }).catch(() => {}));
    const json = { 'Content-Type': 'application/json' };
    ask({ method: 'POST', mode: 'no-cors', body: '{}' });
    ask({ method: 'POST', mode: 'no-cors', body: new URLSearchParams({ a: '1' }) });
    ask({ method: 'POST', mode: 'no-cors', body: new FormData() });
    ask({ method: 'POST', mode: 'no-cors', body: '{}', headers: { 'X-Jackdaw': 'web', ...json } }); // both headers are dropped
    ask({ method: 'POST', body: '{}', headers: json });
    ask({ method: 'POST', body: '{}', headers: { 'X-Jackdaw': 'web', ...json } });
    ask({ method: 'GET' });
    done.push(
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open('POST', address);
        request.withCredentials = true;
        request.addEventListener('loadend', resolve);
        request.send('{}');
      }),
    );
    navigator.sendBeacon(address, '{}');
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
      const frame = document.createElement('iframe');
      frame.name = `${address} ${type}`;
      document.body.append(frame);
      // Not before: the empty page that every frame begins with is loaded at once.
      done.push(new Promise((resolve) => frame.addEventListener('load', resolve)));
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: address, enctype: type, target: frame.name });
      form.innerHTML = `<input name='{"a":"' value='"}'>`;
      document.body.append(form);
      form.submit();
    }
    const image = document.createElement('img');
    done.push(new Promise((resolve) => image.addEventListener('error', resolve)));
    image.src = address;
    document.body.append(image);
  }
  await Promise.all(done);
  return addresses.length * 12;
}

describe('the web page that the server serves', () => {
  it('signs up without asking for a server, and leaves no token where a script could read it', async () => {
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByLabel('E-mail').fill(newEmail());
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.locator('form').getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Nothing saved yet' }).waitFor();
    const readable = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(readable).not.toMatch(/eyJ|refresh/i);
    const [cookie] = await world.chromium.context.cookies(world.server.url);
    expect(cookie).toMatchObject({ name: '__Host-jackdaw', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
  });

  it('is still signed in after a reload, by its cookie', async () => {
    await page.reload();
    await page.getByRole('heading', { name: 'Nothing saved yet' }).waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('This device', { exact: true }).waitFor();
  });

  it('keeps its session whatever a page of another origin sends in its name, of another site or of its own', async () => {
    const sessions = () => world.query('select to_jsonb(s) as row from sessions s order by id');
    const kept = () => world.chromium.context.cookies(world.server.url);
    const [rows, cookies] = [await sessions(), await kept()];
    // Loopback by another name is another site; another port of the same address is the same site, and brings the cookie along.
    const attacker = 'http://attack.example/';
    world.pages.put(attacker, '<title>attack</title>');
    const near = world.pages.addressOf(attacker);
    for (const origin of [near.replace('127.0.0.1', 'localhost'), near]) {
      // The log may come late, and the signed-in page has asked before: what comes after this request of ours is not of then.
      const marks = () => world.server.output().match(/"method":"HEAD","route":"none"/g)?.length ?? 0;
      const marked = marks();
      await fetch(`${world.server.url}/api/mark`, { method: 'HEAD' });
      await expect.poll(marks).toBe(marked + 1);
      const before = world.server.output().length;
      const other = await world.chromium.context.newPage();
      // From the network itself: what a test puts in its place counts as no part of this machine, and is not let near it.
      await other.route('http://localhost:*/**', (route) => route.continue());
      await other.goto(origin);
      const sent = await other.evaluate(attack, world.server.url);
      // Not what the signed-in page asks meanwhile. A preflight that is refused keeps what it was asked for from being sent.
      const line = /"method":"(\w+)","route":"(?:\/api\/auth\/[\w-]+|none)","status":(\d+)/g;
      const statuses = () => [...world.server.output().slice(before).matchAll(line)].map(([, , status]) => Number(status));
      await expect.poll(() => statuses().length).toBeGreaterThanOrEqual(sent);
      // The last leaves the page: a form that is the whole window's.
      await other.evaluate((url) => {
        document.body.innerHTML = `<form method="post" action="${url}/api/auth/sign-out"></form>`;
        document.querySelector('form')!.submit();
      }, world.server.url);
      await expect.poll(() => statuses().length).toBeGreaterThanOrEqual(sent + 1);
      expect(statuses().filter((status) => status < 400)).toEqual([]);
      await other.close();
    }
    expect(await sessions()).toEqual(rows);
    expect(await kept()).toEqual(cookies);
    await page.reload();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('This device', { exact: true }).waitFor();
  });

  it('signs out, cookie and all, and breaks no rule of its policy on the way', async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect.poll(async () => (await world.chromium.context.cookies(world.server.url)).length).toBe(0);
    expect(complaints).toEqual([]);
  });
});
