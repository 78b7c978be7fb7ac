import { v7 as uuidv7 } from 'uuid';
import type { SaveApplicationInput } from '../../contract/index.ts';
import type { Installation } from '../bench/backend/installation.ts';

const USERS = 20;
const MAX_IN_FLIGHT = 200;
const PATIENCE_MS = 30_000;

/** People who save, whatever happens to the server meanwhile. */
export interface Savers {
  /** Ids that the server said it has. */
  acknowledged: string[];
  /** How often each status came; `none` is a connection that broke or was refused. */
  statuses: Record<string, number>;
  /** Resolves at the next save that is acknowledged. */
  nextAcknowledged(): Promise<void>;
  stop(): Promise<void>;
}

const body = JSON.stringify({
  posting: { title: 'Lighthouse keeper', company: 'Coast Ltd', url: 'https://example.org/lighthouse' },
  snapshot: 'What the page said',
} satisfies SaveApplicationInput);

/** Begins to save: `perSecond` new applications of twenty users, each sent once and not again. */
export async function startSavers({ server, addUsers, tokenOf }: Installation, perSecond: number): Promise<Savers> {
  await addUsers(1, USERS);
  const acknowledged: string[] = [];
  const statuses: Record<string, number> = {};
  const inFlight = new Set<Promise<void>>();
  let waiting: (() => void)[] = [];
  let sent = 0;

  const count = (status: string): void => {
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  const save = async (): Promise<void> => {
    const id = uuidv7();
    const token = tokenOf(1 + (sent++ % USERS));
    try {
      const reply = await fetch(`${server.url}/api/applications/${id}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      // Acknowledged when the status is there, whatever becomes of the body.
      if (reply.status === 201) acknowledged.push(id);
      count(String(reply.status));
      await reply.arrayBuffer();
      if (reply.status !== 201) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    } catch {
      count('none');
    }
  };

  const timer = setInterval(() => {
    if (inFlight.size >= MAX_IN_FLIGHT) return;
    const saving = save().finally(() => inFlight.delete(saving));
    inFlight.add(saving);
  }, 1000 / perSecond);

  return {
    acknowledged,
    statuses,
    nextAcknowledged: () => new Promise((resolve) => waiting.push(resolve)),
    async stop() {
      clearInterval(timer);
      await Promise.all(inFlight);
    },
  };
}

/** Of the ids that were acknowledged, those that are not there. */
export async function findMissing({ owner }: Installation, ids: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    // With its event and its snapshot: a save is all three.
    `select asked.id from unnest($1::uuid[]) asked (id) where not exists (
       select from applications a join events e on e.user_id = a.user_id and e.application_id = a.id
       join snapshots s on s.user_id = a.user_id and s.application_id = a.id where a.id = asked.id)`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
