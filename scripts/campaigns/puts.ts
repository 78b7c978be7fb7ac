import { v7 } from 'uuid';
import { startInstallation } from '../bench/backend/installation.ts';
import { inTurns } from './in-turns.ts';
import { describeStatuses, type Report } from './report.ts';

const AT_ONCE = 8;
const IDS_AT_ONCE = 8;
const USERS = 20;

const BODY = JSON.stringify({
  posting: { title: 'Lighthouse keeper', company: 'Coast Ltd', url: 'https://example.org/lighthouse' },
  notes: 'Ask about the stairs',
  tags: ['sea', 'light'],
  snapshot: 'What the page said',
});

/** Each of `count` new ids is saved eight times at once with the same body: made once, and answered alike to all. */
export async function runPuts(count: number): Promise<Report> {
  const { server, owner, addUsers, tokenOf, stop } = await startInstallation();
  const broken: string[] = [];
  const statuses: Record<string, number> = {};
  try {
    await addUsers(1, USERS);
    await inTurns(count, IDS_AT_ONCE, async (n) => {
      const id = v7();
      const token = tokenOf(1 + (n % USERS));
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const replies = await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          const reply = await fetch(`${server.url}/api/applications/${id}`, { method: 'PUT', headers, body: BODY });
          return { status: reply.status, text: await reply.text() };
        }),
      );
      for (const { status } of replies) statuses[status] = (statuses[status] ?? 0) + 1;
      const made = replies.filter(({ status }) => status === 201).length;
      if (made !== 1) broken.push(`${id} was made ${made} times`);
      if (replies.some(({ status }) => status !== 201 && status !== 200))
        broken.push(`${id}: ${replies.map(({ status }) => status).join()}`);
      if (replies.some(({ text }) => text === '')) broken.push(`${id}: an empty body`);
      if (new Set(replies.map(({ text }) => text)).size !== 1) broken.push(`${id}: not all were told the same`);
    });
    const { rows } = await owner.query<{ applications: number; events: number; snapshots: number; gaps: number }>(
      `select (select count(*)::int from applications) as applications, (select count(*)::int from events) as events,
         (select count(*)::int from snapshots) as snapshots,
         (select count(*)::int from users u where u.change_number <> (select count(*) from applications a where a.user_id = u.id)) as gaps`,
    );
    const found = rows[0] ?? { applications: 0, events: 0, snapshots: 0, gaps: 0 };
    if (found.applications !== count || found.events !== count || found.snapshots !== count)
      broken.push(`in the database: ${JSON.stringify(found)}`);
    if (found.gaps > 0) broken.push(`${found.gaps} users have change numbers with gaps`);
    return {
      broken,
      lines: [
        `puts: ${count} ids × ${AT_ONCE} at once, ${IDS_AT_ONCE} ids at a time: ${describeStatuses(statuses)}`,
        `in the database ${found.applications} applications, ${found.events} events, ${found.snapshots} snapshots; ${found.gaps} users with a gap in their change numbers`,
      ],
    };
  } finally {
    await stop();
  }
}
