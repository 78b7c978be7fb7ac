import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PROBLEMS } from '../../contract/problem.ts';
import { openEdits } from '../edits/edits.ts';
import { openLibrary } from '../library/library.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { buildApplication, buildBody } from '../testing/build-application.ts';
import { buildReply, buildSessionStore, buildUser, SERVER } from '../testing/build-session.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { createBackground, FLUSH_ALARM, SYNC_ALARM } from './background.ts';

const OWNER = { server: SERVER, userId: buildUser().id };
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

beforeEach(createFakeDatabases);

function buildWorld({ session = buildSessionStore(), online = true } = {}) {
  const alarms = new Map<string, { when?: number; periodInMinutes?: number }>();
  const news: string[] = [];
  const world = {
    session,
    alarms,
    news,
    online,
    /** The application that this server always fails to change. */
    broken: null as string | null,
    changes: [] as ReturnType<typeof buildApplication>[],
    clock: Date.parse('2026-11-22T12:00:00Z'),
    badge: { waiting: 0, parked: 0 },
    outbox: openOutbox(),
    requests: [] as string[],
    alarmsAtFirstRequest: null as string[] | null,
    // A new one for each use, as a worker that was ended and started again.
    background: () =>
      createBackground({
        outbox: openOutbox(),
        edits: openEdits(),
        session,
        messages: { announce: (what) => void news.push(what) },
        alarms: {
          create: (name, info) => void alarms.set(name, info),
          clear: async (name) => alarms.delete(name),
          get: async (name) => alarms.get(name),
        },
        showCount: async (count) => void (world.badge = count),
        fetch: (input, init) => serve(String(input), init),
        now: () => world.clock,
      }),
  };
  async function serve(url: string, init: RequestInit = {}): Promise<Response> {
    world.alarmsAtFirstRequest ??= [...alarms.keys()];
    world.requests.push(`${init.method} ${new URL(url).pathname}`);
    if (!world.online) throw new TypeError('Failed to fetch');
    if (init.method === 'PATCH') {
      if (world.broken === url.split('/').at(-1)) return json({ type: 'about:blank', code: 'internal', ...PROBLEMS.internal }, 500);
      const { changes } = JSON.parse(String(init.body)) as { changes: object };
      return json(buildApplication({ id: url.split('/').at(-1)!, changeNumber: 50, ...changes }));
    }
    if (url.includes('/api/changes'))
      return json({ changes: world.changes, changeNumber: world.changes.at(-1)?.changeNumber ?? 0, more: false });
    const body = JSON.parse(String(init.body)) as ReturnType<typeof buildBody>;
    if (body.posting.title === 'refused') return json({ type: 'about:blank', code: 'invalid_input', ...PROBLEMS.invalid_input }, 422);
    return json(buildApplication({ id: url.split('/').at(-1)!, posting: body.posting as never }), 201);
  }
  return world;
}

describe('the background', () => {
  it('sends what waits, shows what was refused and tells every page', async () => {
    const world = buildWorld();
    for (const title of ['A', 'refused', 'B']) await world.outbox.add(OWNER, buildBody(title));
    expect(await world.background().flush('no')).toEqual({ sent: 2, parked: 1, stopped: null });
    expect(world.badge).toEqual({ waiting: 0, parked: 1 });
    expect((await openLibrary(OWNER).all()).length).toBe(2);
    expect(world.news).toEqual(['outboxChanged', 'libraryChanged']);
    expect(world.alarms.has(FLUSH_ALARM)).toBe(false);
  });

  it('has its alarm before the first request, for the worker may be ended in the middle', async () => {
    const world = buildWorld();
    await world.outbox.add(OWNER, buildBody());
    await world.background().flush('no');
    expect(world.alarmsAtFirstRequest).toContain(FLUSH_ALARM);
  });

  it('sends what rests for want of a connection as soon as a sync shows that there is one', async () => {
    const world = buildWorld({ online: false });
    await world.outbox.add(OWNER, buildBody());
    await world.background().flush('no');
    world.online = true;
    expect(await world.background().sync()).toMatchObject({ stopped: null });
    await vi.waitFor(async () => expect(await world.outbox.count(OWNER)).toMatchObject({ waiting: 0 }));
  });

  it('comes back by alarm while the server is away, and delivers when it is there', async () => {
    const world = buildWorld({ online: false });
    await world.outbox.add(OWNER, buildBody());
    expect(await world.background().flush('no')).toMatchObject({ sent: 0, stopped: 'offline' });
    const when = world.alarms.get(FLUSH_ALARM)?.when ?? 0;
    expect(when - world.clock).toBeGreaterThanOrEqual(60_000);
    expect(world.badge).toEqual({ waiting: 1, parked: 0 });
    world.clock = when;
    world.online = true;
    expect(await world.background().flush('no')).toMatchObject({ sent: 1 });
    expect(world.alarms.has(FLUSH_ALARM)).toBe(false);
  });

  it('asks nobody before anybody connected, and keeps count', async () => {
    const world = buildWorld({ session: buildSessionStore(null) });
    await world.outbox.add(null, buildBody());
    expect(await world.background().flush('now')).toMatchObject({ stopped: 'not_connected' });
    expect(await world.background().sync()).toEqual({ received: 0, stopped: 'not_connected' });
    expect([world.requests, world.badge, world.alarms.has(FLUSH_ALARM)]).toEqual([[], { waiting: 1, parked: 0 }, false]);
  });

  it('gives what was saved before sign-in to the first who signs in', async () => {
    const session = buildSessionStore(null);
    const world = buildWorld({ session });
    await world.outbox.add(null, buildBody());
    await session.keep(SERVER, buildReply(1));
    expect(await world.background().flush('now')).toMatchObject({ sent: 1 });
  });

  it('keeps what waits for the owner whose session ended, and asks nobody', async () => {
    const session = buildSessionStore();
    await session.end('refresh-0', 'session_revoked');
    const world = buildWorld({ session });
    await world.outbox.add(OWNER, buildBody());
    expect(await world.background().flush('now')).toMatchObject({ stopped: 'signed_out' });
    expect([world.requests, world.badge]).toEqual([[], { waiting: 1, parked: 0 }]);
  });

  it('sends nothing of one person as another', async () => {
    const session = buildSessionStore();
    const world = buildWorld({ session });
    await world.outbox.add(OWNER, buildBody('hers'));
    const jonas = buildUser('01890000-0000-7000-8000-000000000002');
    await session.keep(SERVER, buildReply(1, jonas));
    await world.outbox.add({ server: SERVER, userId: jonas.id }, buildBody('his'));
    expect(await world.background().flush('now')).toMatchObject({ sent: 1 });
    expect((await world.outbox.all()).map(({ body }) => body.posting.title)).toEqual(['hers']);
    await session.keep(SERVER, buildReply(2));
    expect(await world.background().flush('now')).toMatchObject({ sent: 1 });
  });

  it('sends the edits that were made offline, with no page open, and tells the pages', async () => {
    const world = buildWorld({ online: false });
    const application = buildApplication({ changeNumber: 3 });
    await openLibrary(OWNER).put(application);
    await openEdits().add(OWNER, [{ id: application.id, basedOn: 3, changes: { stage: 'applied' } }]);
    expect(await world.background().flush('no')).toMatchObject({ stopped: 'offline' });
    const when = world.alarms.get(FLUSH_ALARM)?.when ?? 0;
    expect(when - world.clock).toBeGreaterThanOrEqual(60_000);
    expect(await world.background().flush('no')).toMatchObject({ stopped: 'offline' });
    expect(world.requests.length).toBe(1);
    world.clock = when;
    world.online = true;
    expect(await world.background().flush('no')).toMatchObject({ stopped: null });
    expect(await openEdits().all(OWNER)).toEqual([]);
    expect(await openLibrary(OWNER).get(application.id)).toMatchObject({ stage: 'applied', changeNumber: 50 });
    expect(world.alarms.has(FLUSH_ALARM)).toBe(false);
    expect(world.news).toContain('editsChanged');
  });

  it('sends everything else beside an edit on which the server fails, and comes back for that one ever later', async () => {
    const world = buildWorld();
    const applications = [buildApplication(), buildApplication()];
    for (const { id, changeNumber } of applications) await openEdits().add(OWNER, [{ id, basedOn: changeNumber, changes: { notes: 'x' } }]);
    world.broken = applications[0]!.id;
    expect(await world.background().flush('no')).toMatchObject({ stopped: null });
    expect((await openEdits().all(OWNER)).map(({ id, trouble }) => [id, trouble?.reason])).toEqual([[applications[0]!.id, 'server']]);
    const first = world.alarms.get(FLUSH_ALARM)?.when ?? 0;
    expect(first - world.clock).toBeGreaterThanOrEqual(60_000);
    // Whatever wakes the worker meanwhile, it asks nothing for it; a save is sent at once.
    world.requests.length = 0;
    await world.background().flush('rested');
    await world.outbox.add(OWNER, buildBody());
    expect(await world.background().flush('rested')).toMatchObject({ sent: 1, stopped: null });
    expect(world.requests.map((request) => request.split(' ')[0])).toEqual(['PUT']);
    world.clock = first;
    await world.background().flush('no');
    expect((world.alarms.get(FLUSH_ALARM)?.when ?? 0) - world.clock).toBeGreaterThanOrEqual(120_000);
    world.broken = null;
    await world.background().flush('now');
    expect([await openEdits().all(OWNER), world.alarms.has(FLUSH_ALARM)]).toEqual([[], false]);
  });

  it('brings the library up to date, and says why it could not', async () => {
    const world = buildWorld();
    world.changes = [buildApplication({ changeNumber: 7 })];
    expect(await world.background().sync()).toEqual({ received: 1, stopped: null });
    expect(await openLibrary(OWNER).changeNumber()).toBe(7);
    world.online = false;
    expect(await world.background().sync()).toEqual({ received: 0, stopped: 'offline' });
  });

  it('puts back alarms that an update took away, and leaves the running one its time', async () => {
    const world = buildWorld({ online: false });
    await world.outbox.add(OWNER, buildBody());
    await world.background().settle();
    expect([...world.alarms.keys()].toSorted()).toEqual([FLUSH_ALARM, SYNC_ALARM]);
    const running = world.alarms.get(SYNC_ALARM);
    await world.background().settle();
    expect(world.alarms.get(SYNC_ALARM)).toBe(running);
  });
});
