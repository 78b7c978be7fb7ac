#!/usr/bin/env node
// Saves postings at a steady rate until told to stop (SIGTERM), then looks whether every acknowledged one is there. Prints what it found as JSON.
//   node deploy/campaigns/load.mjs URL SESSION.json [--rate 50]
// SESSION.json is a reply of sign-up or sign-in. Plain Node: it runs where nothing is installed. Every fifth request reads the list.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [url, sessionFile, ...rest] = process.argv.slice(2);
if (url === undefined || sessionFile === undefined) {
  process.stderr.write('node deploy/campaigns/load.mjs URL SESSION.json [--rate 50]\n');
  process.exit(2);
}
const rate = Number(rest[rest.indexOf('--rate') + 1] ?? 50) || 50;

let session = JSON.parse(readFileSync(sessionFile, 'utf8'));
let refreshing;

function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function send(path, options = {}) {
  const headers = { Authorization: `Bearer ${session.accessToken}`, 'Content-Type': 'application/json' };
  return fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(30_000), ...options });
}

/** An access token lasts ten minutes, a campaign may last longer. */
async function refresh() {
  const body = JSON.stringify({ refreshToken: session.refreshToken });
  const reply = await fetch(`${url}/api/auth/refresh`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  if (!reply.ok) throw new Error(`refresh answered ${reply.status}`);
  session = await reply.json();
}
const keepSignedIn = setInterval(() => {
  refreshing = refresh().catch((error) => fail(`refresh: ${error.message}`));
}, 300_000);

const acknowledged = new Set();
const failures = {};
let sent = 0;
let slowestMs = 0;

function fail(reason) {
  failures[reason] = (failures[reason] ?? 0) + 1;
}

/** A backend names each request; what has no name was said by the web server. */
function said(reply) {
  return `${reply.status} by ${reply.headers.has('x-request-id') ? 'a backend' : 'the web server'}`;
}

async function once() {
  const number = sent++;
  const startedAt = performance.now();
  try {
    if (number % 5 === 4) {
      const reply = await send('/api/applications?limit=20');
      await reply.arrayBuffer();
      if (reply.status !== 200) fail(`list ${said(reply)}`);
    } else {
      const id = newId();
      const posting = { title: `Deckhand ${number}`, company: 'Fjordline', url: `https://jobs.example.org/${number}` };
      const reply = await send(`/api/applications/${id}`, { method: 'PUT', body: JSON.stringify({ posting }) });
      await reply.arrayBuffer();
      if (reply.status === 201) acknowledged.add(id);
      else fail(`save ${said(reply)}`);
    }
  } catch (error) {
    fail(`${number % 5 === 4 ? 'list' : 'save'} ${error.cause?.code ?? error.message}`);
  }
  slowestMs = Math.max(slowestMs, performance.now() - startedAt);
}

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

async function stop() {
  clearInterval(clock);
  clearInterval(keepSignedIn);
  await refreshing;
  await Promise.all(running);
  const seconds = (Date.now() - startedAt) / 1000;
  const there = new Set();
  for (let after = 0, more = true; more;) {
    const reply = await send(`/api/changes?after=${after}&limit=1000`);
    const page = await reply.json();
    for (const { id, changeNumber } of page.changes) {
      there.add(id);
      after = changeNumber;
    }
    ({ more } = page);
  }
  const missing = [...acknowledged].filter((id) => !there.has(id)).length;
  const figures = {
    requests: sent,
    perSecond: Math.round(sent / seconds),
    acknowledged: acknowledged.size,
    missing,
    failures,
    slowestMs: Math.round(slowestMs),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  process.exit(missing === 0 && Object.keys(failures).length === 0 ? 0 : 1);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
