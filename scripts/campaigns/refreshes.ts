import type { Client } from 'pg';
import { v7 } from 'uuid';
import { writeRefreshToken } from '../../backend/accounts/refresh-token.ts';
import { hashSecret, newSecret } from '../../backend/accounts/secrets.ts';
import { startInstallation, userId } from '../bench/backend/installation.ts';
import { inTurns } from './in-turns.ts';
import { describeStatuses, type Report } from './report.ts';

const AT_ONCE = 8;
const SESSIONS_AT_ONCE = 8;
const USERS = 50;

/** Sessions with refresh tokens that we know. */
async function addSessions(owner: Client, count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, (_, n) => ({ userId: userId(1 + (n % USERS)), sessionId: v7(), secret: newSecret() }));
  await owner.query(
    `insert into sessions (user_id, id, label, current_hash, expires_at, absolute_expires_at)
     select user_id, id, 'Campaign', hash, now() + interval '1 day', now() + interval '1 day'
     from unnest($1::uuid[], $2::uuid[], $3::bytea[]) given (user_id, id, hash)`,
    [tokens.map((token) => token.userId), tokens.map((token) => token.sessionId), tokens.map(({ secret }) => hashSecret(secret))],
  );
  return tokens.map(writeRefreshToken);
}

/**
 * The token of each of `count` sessions is exchanged eight times at once: every one is answered, with one successor, which goes on to
 * work. Then the first token comes again, two generations old, as a thief's would: that ends the session, for whoever holds it.
 */
export async function runRefreshes(count: number): Promise<Report> {
  const { server, owner, addUsers, stop } = await startInstallation();
  const broken: string[] = [];
  const statuses: Record<string, number> = {};
  let ended = 0;
  try {
    await addUsers(1, USERS);
    const tokens = await addSessions(owner, count);
    await inTurns(count, SESSIONS_AT_ONCE, async (n) => {
      // Each device asks from an address of its own: what is tried is not the limit.
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.9.${n >> 8}.${n & 255}` };
      const refresh = async (refreshToken: string) => {
        const reply = await fetch(`${server.url}/api/auth/refresh`, { method: 'POST', headers, body: JSON.stringify({ refreshToken }) });
        return { status: reply.status, body: (await reply.json()) as { refreshToken: string; accessToken: string; code?: string } };
      };
      const first = tokens[n] ?? '';
      const replies = await Promise.all(Array.from({ length: AT_ONCE }, () => refresh(first)));
      for (const { status } of replies) statuses[status] = (statuses[status] ?? 0) + 1;
      const successors = new Set(replies.map(({ body }) => body.refreshToken));
      if (replies.some(({ status }) => status !== 200) || successors.size !== 1) {
        broken.push(`session ${n}: ${replies.map(({ status, body }) => body.code ?? status).join()}, ${successors.size} successors`);
        return;
      }
      const [second = ''] = successors;
      const third = await refresh(second);
      const me = await fetch(`${server.url}/api/me`, { headers: { authorization: `Bearer ${third.body.accessToken}` } });
      if (third.status !== 200 || me.status !== 200) broken.push(`session ${n} was signed out: ${third.body.code ?? me.status}`);
      const replayed = await refresh(first);
      const afterwards = await refresh(third.body.refreshToken);
      if (replayed.body.code === 'session_reused' && afterwards.body.code === 'session_reused') ended += 1;
      else broken.push(`session ${n}: a token two generations old was told ${replayed.body.code ?? replayed.status}`);
    });
    return {
      broken,
      lines: [
        `refreshes: ${count} sessions × ${AT_ONCE} at once: ${describeStatuses(statuses)}; ${broken.length} signed out without reason`,
        `an old token that came back ended ${ended} of ${count} sessions`,
      ],
    };
  } finally {
    await stop();
  }
}
