import { hashPassword } from '../../../backend/accounts/passwords.ts';
import { type Figure, percentile } from '../figures.ts';
import { userIdSql, type Installation } from './installation.ts';
import { allAnswered, type Load } from './load.ts';
import { SAVE_BODY, saverTokens } from './measure-saves.ts';

const SAVES_A_SECOND = 20;
const SIGN_INS_A_SECOND = 4;
const ROUNDS = 3;
const PASSWORD = 'a pass phrase of the benchmark';
/** Users 1501 to 1564 sign in, each from an address of its own: what is measured is the work, not the limits on it. */
const [FIRST, COUNT] = [1501, 64];

async function signInMeanwhile(url: string, until: Promise<unknown>): Promise<number[]> {
  const statuses: number[] = [];
  const over = new AbortController();
  void until.finally(() => over.abort());
  const running: Promise<void>[] = [];
  for (let n = 0; !over.signal.aborted; n += 1) {
    const body = JSON.stringify({ email: `user-${FIRST + (n % COUNT)}@example.org`, password: PASSWORD });
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${n % 250}.1` };
    running.push(fetch(`${url}/api/auth/sign-in`, { method: 'POST', headers, body }).then(({ status }) => void statuses.push(status)));
    await new Promise((resolve) => setTimeout(resolve, 1000 / SIGN_INS_A_SECOND));
  }
  await Promise.all(running);
  return statuses;
}

/** What people who sign in cost those who save: Argon2 takes 19 MiB and a core for some ms each. In turn with and without. */
export async function measureSignIn({ server, owner, tokenOf }: Installation, load: Load, seconds: number): Promise<Figure[]> {
  await owner.query(`update users set password_hash = $1 where id between ${userIdSql('$2')} and ${userIdSql('$3')}`, [
    await hashPassword(PASSWORD),
    FIRST,
    FIRST + COUNT - 1,
  ]);
  const job = {
    port: Number(new URL(server.url).port),
    clients: 16,
    seconds,
    perSecond: SAVES_A_SECOND,
    method: 'PUT',
    path: '/api/applications/{id}',
    tokens: saverTokens(tokenOf),
    body: JSON.stringify(SAVE_BODY),
  };
  const alone: number[] = [];
  const beside: number[] = [];
  const statuses: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(...allAnswered(await load.run(job)).times);
    const saves = load.run(job);
    statuses.push(...(await signInMeanwhile(server.url, saves)));
    beside.push(...allAnswered(await saves).times);
  }
  const signedIn = statuses.filter((status) => status === 200).length;
  const [quiet, busy] = [percentile(alone, 0.95), percentile(beside, 0.95)];
  return [
    {
      what: `save p95 at ${SAVES_A_SECOND} a second, with ${SIGN_INS_A_SECOND} sign-ins a second`,
      ours: `${busy.toFixed(1)} ms`,
      beside: `without ${quiet.toFixed(1)} ms (${signedIn} of ${statuses.length} signed in); bar: 2`,
      ratio: busy / quiet,
    },
  ];
}
