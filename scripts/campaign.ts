import process from 'node:process';
import { parseArgs } from 'node:util';
import { runDiskFull } from './campaigns/disk-full.ts';
import { runFormulas } from './campaigns/formulas.ts';
import { runGeneratedRequests } from './campaigns/generated-requests.ts';
import { runGuesses } from './campaigns/guesses.ts';
import { runPuts } from './campaigns/puts.ts';
import { runRefreshes } from './campaigns/refreshes.ts';
import type { Report } from './campaigns/report.ts';
import { RESTART_NAMES, runRestarts } from './campaigns/restarts.ts';
import { runSlowClients } from './campaigns/slow-clients.ts';
import { runReplicas } from './campaigns/replicas.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '20' },
    rate: { type: 'string', default: '50' },
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
const [times, perSecond, count, seed] = [values.times, values.rate, values.count, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
];

const CAMPAIGNS: Record<string, () => Promise<Report>> = {
  ...Object.fromEntries(RESTART_NAMES.map((name) => [name, () => runRestarts(name, { times, perSecond, betweenMs: 2000 })])),
  'generated-requests': () => runGeneratedRequests({ count, seed }),
  'disk-full': () => runDiskFull(times),
  'slow-clients': () => runSlowClients(1000),
  replicas: () => runReplicas(times),
  puts: () => runPuts(1500),
  refreshes: () => runRefreshes(500),
  guesses: () => runGuesses({ tries: 1000, guesses: 10_000 }),
  formulas: runFormulas,
};

if (values.help || positionals.length === 0 || positionals.some((name) => !(name in CAMPAIGNS))) {
  console.log(`npm run campaign -- NAME ... [--times N] [--rate N] [--count N] [--seed N]

Faults on purpose, on a server and a PostgreSQL of its own below the temporary folder. Prints what it found; exits 1 when a
promise did not hold. Short versions of them run with the tests.

  database-restarts   PostgreSQL is ended and started again under saves: none that was acknowledged is missing, nobody signed out
  server-stops        the server is told to stop (SIGTERM) under saves: the same, and it ends with 0
  server-kills        the server is killed (SIGKILL) under saves: the same
  generated-requests  requests made from /openapi.json, right and wrong: no 5xx, every reply as the contract says
  disk-full           the disk of the snapshots fills up (needs root): saves are refused, reads go on, saves come back with the space
  slow-clients        1,000 connections that send a byte now and then: others are served, the slow ones are closed
  replicas            four servers start at once on an empty database
  puts                1,500 new ids are saved 8 times at once each: made once, answered alike, no gap in the change numbers
  refreshes           the tokens of 500 sessions are exchanged 8 times at once each: nobody is signed out; one that comes back later ends it
  guesses             1,000 wrong passwords and 1,000 unknown addresses take alike; 10,000 guesses at one account, of which ten a minute
                      are compared while its owner goes on; 200 sign-ins a second beside somebody who reads
  formulas            80 texts that look like formulas, exported and opened by LibreOffice (skipped where it is not): none became one

  --times N   how often (20)        --rate N  saves a second (50)
  --count N   requests (20000)      --seed N  which requests (1)`);
  process.exit(values.help ? 0 : 1);
}

let failed = false;
for (const name of positionals) {
  const { lines, broken } = (await CAMPAIGNS[name]?.()) ?? { lines: [], broken: [] };
  for (const line of lines) console.log(line);
  for (const line of broken) console.log(`BROKEN: ${line}`);
  failed ||= broken.length > 0;
}
process.exit(failed ? 1 : 0);
