import { hashPassword } from '../../backend/accounts/passwords.ts';
import { startInstallation, userId, userIdSql, type Installation } from '../bench/backend/installation.ts';
import { askWell, closeConnections } from '../bench/backend/ask.ts';
import { percentile } from '../bench/figures.ts';
import { inTurns } from './in-turns.ts';
import { describeStatuses, type Report } from './report.ts';

const PASSWORD = 'a pass phrase of the campaign';
/** Ten a minute are compared with the password; a minute may begin while they are counted. */
const VERIFIED_A_MINUTE = 20;
const GUESSES_AT_ONCE = 32;
const [FLOOD_A_SECOND, FLOOD_SECONDS, FLOOD_BAR_MS] = [200, 10, 500];
const UNANSWERED_BAR = 0.001;
const MEDIAN_BAR_MS = 5;
const ALIKE = 0.01;

/** Each from an address of its own, unless told: what is tried then is not the limit by address. */
const addressOf = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

async function signIn(
  { server }: Installation,
  email: string,
  password: string,
  from: number,
): Promise<{ status: number | 'none'; ms: number }> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': addressOf(from) };
  const started = performance.now();
  const ask = async (): Promise<number> => {
    const reply = await fetch(`${server.url}/api/auth/sign-in`, { method: 'POST', headers, body: JSON.stringify({ email, password }) });
    await reply.arrayBuffer();
    return reply.status;
  };
  // A kept connection that the server ended just when it was used again.
  const status = await ask().catch(() => 'none' as const);
  return { status, ms: performance.now() - started };
}

/** How likely two samples this far apart are when both come from one distribution (Kolmogorov–Smirnov, two-sided, asymptotic). */
function likenessOfTimes(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [a, b].map((times) => times.toSorted((one, other) => one - other)) as [number[], number[]];
  let [i, j, distance] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i] ?? 0, y[j] ?? 0);
    while (i < x.length && (x[i] ?? 0) <= at) i += 1;
    while (j < y.length && (y[j] ?? 0) <= at) j += 1;
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
  }
  const lambda = distance * Math.sqrt((x.length * y.length) / (x.length + y.length));
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return lambda < 0.2 ? 1 : Math.min(1, Math.max(0, sum));
}

/** Wrong passwords of accounts there are, and of accounts there are not, in turn. */
async function timeAnswers(installation: Installation, tries: number, broken: string[]): Promise<string> {
  const known: number[] = [];
  const unknown: number[] = [];
  for (let n = 1; n <= tries; n += 1) {
    const pair = [
      async () => known.push((await signIn(installation, `user-${n}@example.org`, 'a wrong password', n)).ms),
      async () => unknown.push((await signIn(installation, `nobody-${n}@example.org`, 'a wrong password', 100_000 + n)).ms),
    ];
    // Neither always comes first.
    for (const ask of n % 2 === 0 ? pair : pair.toReversed()) await ask();
  }
  const difference = percentile(known, 0.5) - percentile(unknown, 0.5);
  const likeness = likenessOfTimes(known, unknown);
  if (Math.abs(difference) >= MEDIAN_BAR_MS) broken.push(`an unknown address is answered ${difference.toFixed(1)} ms sooner`);
  if (likeness <= ALIKE) broken.push(`times tell who has an account: p ${likeness.toFixed(4)}`);
  return `times: ${tries} wrong passwords and ${tries} unknown addresses, medians ${difference.toFixed(2)} ms apart (bar: ${MEDIAN_BAR_MS}), p of being alike ${likeness.toFixed(3)} (bar: ${ALIKE})`;
}

/** Guesses at one account from everywhere, while its owner goes on. */
async function guess(installation: Installation, guesses: number, broken: string[]): Promise<string> {
  const { server, tokenOf } = installation;
  const token = tokenOf(1);
  const verifiedAt: number[] = [];
  const statuses: Record<string, number> = {};
  let asked = 0;
  await inTurns(guesses, GUESSES_AT_ONCE, async (n) => {
    const { status } = await signIn(installation, 'user-1@example.org', `guess ${n}`, 200_000 + n);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 401) verifiedAt.push(performance.now());
    if (n % 100 !== 0) return;
    asked += 1;
    const me = await fetch(`${server.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    if (me.status !== 200) broken.push(`the owner was told ${me.status} while others guessed`);
  });
  const most = Math.max(...verifiedAt.map((at) => verifiedAt.filter((other) => other >= at && other < at + 60_000).length));
  if (most > VERIFIED_A_MINUTE) broken.push(`${most} guesses were compared with the password within a minute`);
  return `guesses: ${guesses} at one account, each from another address: ${describeStatuses(statuses)}; at most ${most} compared in a minute (bar: ${VERIFIED_A_MINUTE}); its owner asked ${asked} times and was served`;
}

/** More people sign in than Argon2 can be run for, while somebody reads a list. */
async function flood(installation: Installation, broken: string[]): Promise<string> {
  const { server, tokenOf } = installation;
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  const list = async (): Promise<void> => {
    try {
      times.push((await askWell(`${server.url}/api/applications`, tokenOf(2))).ms);
    } catch (error) {
      broken.push(`beside sign-ins a list was not answered: ${String(error)}`);
    }
  };
  const running: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < FLOOD_A_SECOND * FLOOD_SECONDS; n += 1) {
    const wait = started + (n * 1000) / FLOOD_A_SECOND - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const one = signIn(installation, `user-${3 + (n % 900)}@example.org`, PASSWORD, 400_000 + n);
    running.push(one.then(({ status }) => void (statuses[status] = (statuses[status] ?? 0) + 1)));
    if (n % 10 === 0) running.push(list());
  }
  await Promise.all(running);
  const slowest = percentile(times, 0.95);
  if (slowest >= FLOOD_BAR_MS) broken.push(`beside sign-ins a list took ${slowest.toFixed(0)} ms (p95)`);
  const unanswered = statuses['none'] ?? 0;
  if (unanswered > FLOOD_A_SECOND * FLOOD_SECONDS * UNANSWERED_BAR) broken.push(`${unanswered} sign-ins were not answered`);
  if (Object.keys(statuses).some((status) => !['200', '429', 'none'].includes(status)))
    broken.push(`sign-ins: ${describeStatuses(statuses)}`);
  return `flood: ${FLOOD_A_SECOND} sign-ins a second for ${FLOOD_SECONDS} s: ${describeStatuses(statuses)}; a list beside them p95 ${slowest.toFixed(0)} ms (bar: ${FLOOD_BAR_MS})`;
}

/** Who has an account is not to be told from the time an answer takes, guessing is slow and locks nobody out, and signing in holds nobody up. */
export async function runGuesses({ tries, guesses }: { tries: number; guesses: number }): Promise<Report> {
  const installation = await startInstallation();
  const broken: string[] = [];
  try {
    const users = Math.max(1000, tries);
    await installation.addUsers(1, users);
    const hash = await hashPassword(PASSWORD);
    await installation.owner.query(`update users set password_hash = $1 where id between ${userIdSql('$2')} and ${userIdSql('$3')}`, [
      hash,
      1,
      users,
    ]);
    // The decoy is made at the first unknown address.
    await signIn(installation, `nobody@example.org`, userId(1), 0);
    const lines = [
      await timeAnswers(installation, tries, broken),
      await guess(installation, guesses, broken),
      await flood(installation, broken),
    ];
    return { lines, broken };
  } finally {
    closeConnections();
    await installation.stop();
  }
}
