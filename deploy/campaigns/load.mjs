#!/usr/bin/env node
// Saves postings at a steady rate until told to stop (SIGTERM), then looks whether every acknowledged one is there. Prints what it found as JSON.
//   node deploy/campaigns/load.mjs URL SESSION.json [--rate 50] [--people 20]
// SESSION.json is an administrator's reply of sign-up or sign-in; the others come by invites. Each sends in turn: what one person saves is
// saved one after the other, so a single one who sends it all would measure that. Every fifth request reads the list. Plain Node: it runs
// where nothing is installed.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [url, sessionFile, ...rest] = process.argv.slice(2);
if (url === undefined || sessionFile === undefined) {
  process.stderr.write('node deploy/campaigns/load.mjs URL SESSION.json [--rate 50] [--people 20]\n');
  process.exit(2);
}
function option(name, otherwise) {
  const at = rest.indexOf(name);
  return at === -1 ? otherwise : Number(rest[at + 1]);
}
const rate = option('--rate', 50);

/** Everybody who sends: a session, and the ids of what was acknowledged. */
const people = [{ session: JSON.parse(readFileSync(sessionFile, 'utf8')), acknowledged: new Set() }];
let refreshing;

function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function send({ session }, path, options = {}) {
  const headers = { 'Content-Type': 'application/json', ...(session && { Authorization: `Bearer ${session.accessToken}` }) };
  return fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(30_000), ...options });
}

async function post(person, path, body) {
  const reply = await send(person, path, { method: 'POST', body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}`);
  return reply.json();
}

while (people.length < option('--people', 20)) {
  const { invite } = await post(people[0], '/api/invites', {});
  const account = { email: `person-${newId()}@example.org`, password: 'correct horse battery staple', invite };
  people.push({ session: await post({}, '/api/auth/sign-up', account), acknowledged: new Set() });
}

/** An access token lasts ten minutes, a campaign may last longer. */
async function refresh() {
  for (const person of people) {
    person.session = await post({}, '/api/auth/refresh', { refreshToken: person.session.refreshToken });
  }
}
const keepSignedIn = setInterval(() => {
  refreshing = refresh().catch((error) => fail(`refresh: ${error.message}`));
}, 300_000);

const failures = {};
/** When the first and the last failed: what else happened then is in the campaign's own lines. */
const failedAt = [];
let sent = 0;
let slowestMs = 0;

function fail(reason) {
  failures[reason] = (failures[reason] ?? 0) + 1;
  failedAt.splice(1, 1, new Date().toISOString());
}

/** A backend names each request; what has no name was said by the web server. */
function said(reply) {
  return `${reply.status} by ${reply.headers.has('x-request-id') ? 'a backend' : 'the web server'}`;
}

async function once() {
  const number = sent++;
  // One place further each time round: or some would only read.
  const person = people[(number + Math.floor(number / people.length)) % people.length];
  const startedAt = performance.now();
  try {
    if (number % 5 === 4) {
      const reply = await send(person, '/api/applications?limit=20');
      await reply.arrayBuffer();
      if (reply.status !== 200) fail(`list ${said(reply)}`);
    } else {
      const id = newId();
      const posting = { title: `Deckhand ${number}`, company: 'Fjordline', url: `https://jobs.example.org/${number}` };
      const reply = await send(person, `/api/applications/${id}`, { method: 'PUT', body: JSON.stringify({ posting }) });
      await reply.arrayBuffer();
      if (reply.status === 201) person.acknowledged.add(id);
      else fail(`save ${said(reply)}`);
    }
  } catch (error) {
    fail(`${number % 5 === 4 ? 'list' : 'save'} ${error.cause?.code ?? error.message}`);
  }
  slowestMs = Math.max(slowestMs, performance.now() - startedAt);
}

process.stderr.write(`${people.length} people send ${rate} requests a second.\n`);
const running = new Set();
const startedAt = Date.now();
const clock = setInterval(() => {
  // As many as are due: a late timer must not make it a slower load.
  while (sent < ((Date.now() - startedAt) / 1000) * rate) {
    const one = once();
    running.add(one);
    void one.finally(() => running.delete(one));
  }
}, 10);

/** How many of the acknowledged ones the server does not have. */
async function countMissing(person) {
  const there = new Set();
  for (let after = 0, more = true; more;) {
    const reply = await send(person, `/api/changes?after=${after}&limit=1000`);
    const page = await reply.json();
    for (const { id, changeNumber } of page.changes) {
      there.add(id);
      after = changeNumber;
    }
    ({ more } = page);
  }
  return [...person.acknowledged].filter((id) => !there.has(id)).length;
}

async function stop() {
  clearInterval(clock);
  clearInterval(keepSignedIn);
  await refreshing;
  await Promise.all(running);
  const seconds = (Date.now() - startedAt) / 1000;
  const missing = (await Promise.all(people.map(countMissing))).reduce((sum, count) => sum + count);
  const figures = {
    requests: sent,
    perSecond: Math.round(sent / seconds),
    people: people.length,
    acknowledged: people.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0),
    missing,
    failures,
    failedAt,
    slowestMs: Math.round(slowestMs),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  process.exit(missing === 0 && Object.keys(failures).length === 0 ? 0 : 1);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
