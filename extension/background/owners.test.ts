import process from 'node:process';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Owner } from '../api/owner.ts';
import { openEdits } from '../edits/edits.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { buildApplication, buildBody } from '../testing/build-application.ts';
import { buildReply, buildSessionStore, buildUser } from '../testing/build-session.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { createBackground } from './background.ts';

const SERVERS = ['https://a.example', 'https://b.example'];
const USERS = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'];
const nameOf = ({ server, userId }: Owner) => `${server} ${userId}`;

/** Everything that a server can see: where a request went, whose token it carried, what was in it. */
interface Seen {
  whose: string;
  title: string;
}

/** Two servers with two users each, one device, and whatever happens to it. */
function buildDevice() {
  createFakeDatabases();
  const session = buildSessionStore(null);
  const [outbox, edits] = [openOutbox(), openEdits()];
  const seen: Seen[] = [];
  const away = new Set<string>();
  const background = createBackground({
    outbox,
    edits,
    session,
    messages: { announce: () => undefined },
    alarms: { create: () => undefined, clear: async () => true, get: async () => undefined },
    showCount: async () => undefined,
    fetch: async (input, init = {}) => {
      const url = new URL(String(input));
      if (away.has(url.origin)) throw new TypeError('Failed to fetch');
      const userId = (new Headers(init.headers).get('authorization') ?? '').replace('Bearer access-', '');
      if (url.pathname === '/api/changes') return new Response(JSON.stringify({ changes: [], changeNumber: 0, more: false }));
      const { posting, changes } = JSON.parse(String(init.body)) as { posting?: { title: string }; changes?: { notes: string } };
      seen.push({ whose: nameOf({ server: url.origin, userId }), title: posting?.title ?? changes?.notes ?? '' });
      return new Response(JSON.stringify(buildApplication({ id: url.pathname.split('/').at(-1)! })), {
        status: init.method === 'PUT' ? 201 : 200,
      });
    },
  });
  return { session, outbox, edits, background, seen, away };
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('save' as const) }),
  fc.record({ kind: fc.constant('edit' as const) }),
  fc.record({ kind: fc.constant('signIn' as const), server: fc.constantFrom(...SERVERS), userId: fc.constantFrom(...USERS) }),
  fc.record({ kind: fc.constant('signOut' as const) }),
  fc.record({ kind: fc.constant('away' as const), server: fc.constantFrom(...SERVERS) }),
  fc.record({ kind: fc.constant('back' as const), server: fc.constantFrom(...SERVERS) }),
  fc.record({ kind: fc.constant('flush' as const) }),
);

it('whoever signs in and out, wherever, and however the way is: each save and edit reaches its own account on its own server, once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 16 }), async (steps) => {
      const { session, outbox, edits, background, seen, away } = buildDevice();
      const owed = new Map<string, string>();
      let unclaimed: string[] = [];
      let owner: Owner | null = null;
      const signIn = async (next: Owner) => {
        owner = next;
        await session.keep(next.server, { ...buildReply(0, buildUser(next.userId)), accessToken: `access-${next.userId}` });
        await outbox.claim(next);
        for (const title of unclaimed) owed.set(title, nameOf(next));
        unclaimed = [];
      };
      for (const [at, what] of steps.entries()) {
        const title = `${what.kind} ${at}`;
        if (what.kind === 'save') {
          await outbox.add(owner, buildBody(title));
          if (owner === null) unclaimed.push(title);
          else owed.set(title, nameOf(owner));
        } else if (what.kind === 'edit' && owner !== null) {
          const id = `01890000-0000-7000-8000-${String(at).padStart(12, '0')}`;
          await edits.add(owner, [{ id, basedOn: 1, changes: { notes: title } }]);
          owed.set(title, nameOf(owner));
        } else if (what.kind === 'signIn') await signIn(what);
        else if (what.kind === 'signOut') {
          owner = null;
          await session.clear();
        } else if (what.kind === 'away') away.add(what.server);
        else if (what.kind === 'back') away.delete(what.server);
        else if (what.kind === 'flush') await background.flush('now');
      }
      away.clear();
      for (const server of SERVERS)
        for (const userId of USERS) {
          await signIn({ server, userId });
          await background.flush('now');
        }
      expect(new Map(seen.map(({ title, whose }) => [title, whose]))).toEqual(owed);
      expect(seen.length).toBe(owed.size);
      expect(await outbox.all()).toEqual([]);
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 60) },
  );
});
