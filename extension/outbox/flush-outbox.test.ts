import { beforeEach, describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemCode } from '../../contract/problem.ts';
import type { Api } from '../api/client.ts';
import { ProblemError, SignedOut, TryLater } from '../api/errors.ts';
import { buildApplication, buildBody } from '../testing/build-application.ts';
import { backoffMs, type Hurry } from './backoff.ts';
import { flushOutbox, nextFlushAt } from './flush-outbox.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';

const METTE = { server: 'https://a.example', userId: 'mette' };
const refuse = (code: ProblemCode) => new ProblemError({ type: 'about:blank', code, ...PROBLEMS[code] });
const MINUTE = 60_000;

/** A server that answers by the posting's title, and remembers what it was sent. */
function buildWorld(answers: Record<string, () => Promise<void> | never> = {}) {
  const sent: string[] = [];
  const deleted: string[] = [];
  const library: string[] = [];
  const world = {
    outbox: openOutbox(),
    clock: Date.parse('2026-11-22T12:00:00Z'),
    sent,
    deleted,
    library,
    answers,
    save: async (...names: string[]) => {
      for (const name of names) await world.outbox.add(METTE, buildBody(name));
    },
    flush: (hurry: Hurry = 'no') =>
      flushOutbox({
        outbox: world.outbox,
        library: { put: async ({ posting }) => void library.push(posting.title) },
        api: { call: call as Api['call'] },
        owner: METTE,
        hurry,
        now: () => world.clock,
        random: () => 0,
      }),
    left: async () => (await world.outbox.all()).map(({ body, state }) => `${body.posting.title} ${state}`),
  };
  async function call(name: string, ask: { params: { id: string }; body?: { posting: { title: string } } }) {
    if (name === 'deleteApplication') {
      deleted.push(ask.params.id);
      return buildApplication({ id: ask.params.id, deletedAt: '2026-11-22T12:00:00Z' });
    }
    const title = ask.body?.posting.title ?? '';
    sent.push(title);
    await world.answers[title]?.();
    return buildApplication({ id: ask.params.id, posting: { title } });
  }
  return world;
}
const fail = (error: Error) => () => {
  throw error;
};
const notBefores = async (outbox: Outbox) => (await outbox.all()).map(({ notBefore }) => notBefore);

beforeEach(createFakeDatabases);

describe('flushing the outbox', () => {
  it('sends oldest first, fills the library and leaves nothing', async () => {
    const world = buildWorld();
    await world.save('A', 'B', 'C');
    expect(await world.flush()).toEqual({ sent: 3, parked: 0, stopped: null });
    expect([world.sent, world.library, await world.left()]).toEqual([['A', 'B', 'C'], ['A', 'B', 'C'], []]);
  });

  it('parks what is refused, waits with what failed by itself, and sends the rest', async () => {
    const world = buildWorld({ refused: fail(refuse('invalid_input')), broken: fail(new TryLater('server')) });
    await world.save('refused', 'A', 'broken', 'B');
    expect(await world.flush()).toEqual({ sent: 2, parked: 1, stopped: null });
    expect(await world.left()).toEqual(['refused parked', 'broken waiting']);
    expect((await world.outbox.all())[0]?.problem).toMatchObject({ code: 'invalid_input' });
  });

  it.each(['malformed', 'forbidden', 'not_found', 'too_large', 'invalid_input', 'id_reused'] as const)(
    'never drops what was refused as %s, and never asks again by itself',
    async (code) => {
      const world = buildWorld({ A: fail(refuse(code)) });
      await world.save('A');
      await world.flush();
      world.clock += 30 * 24 * 60 * MINUTE;
      await world.flush();
      expect([world.sent, await world.left()]).toEqual([['A'], ['A parked']]);
    },
  );

  it.each(['offline', 'rate_limited', 'unavailable'] as const)('stops at the first that meets "%s"', async (reason) => {
    const world = buildWorld({ A: fail(new TryLater(reason)) });
    await world.save('A', 'B');
    expect(await world.flush()).toMatchObject({ sent: 0, stopped: reason });
    expect([world.sent, await world.left()]).toEqual([['A'], ['A waiting', 'B waiting']]);
  });

  it('takes two failures in a row for a broken server, however many wait', async () => {
    const world = buildWorld();
    const names = Array.from({ length: 40 }, (_, at) => `posting ${at}`);
    for (const name of names) world.answers[name] = fail(new TryLater('server'));
    await world.save(...names);
    for (let minute = 0; minute < 60; minute += 1, world.clock += MINUTE) await world.flush();
    expect(world.sent.length).toBeLessThanOrEqual(14);
    world.answers = {};
    world.clock += 8 * 60 * MINUTE * 2;
    expect(await world.flush()).toMatchObject({ sent: 40, stopped: null });
  });

  it('lets those that fail by themselves hold up nobody', async () => {
    const world = buildWorld({ slow: fail(new TryLater('timeout')), odd: fail(new TryLater('strange_reply')) });
    await world.save('slow', 'odd', 'A', 'B');
    await world.flush();
    world.clock += 5 * MINUTE;
    await world.flush();
    expect(await world.left()).toEqual(['slow waiting', 'odd waiting']);
  });

  it('ends quietly where nobody is signed in any more, and keeps everything', async () => {
    const world = buildWorld({ A: fail(new SignedOut('session_revoked')) });
    await world.save('A', 'B');
    expect(await world.flush()).toMatchObject({ stopped: 'signed_out' });
    expect(await world.left()).toEqual(['A waiting', 'B waiting']);
  });

  it('throws a bug, after which everything is still there', async () => {
    const world = buildWorld({ B: fail(new RangeError('a bug')) });
    await world.save('A', 'B', 'C');
    await expect(world.flush()).rejects.toThrow('a bug');
    expect(await world.left()).toEqual(['B waiting', 'C waiting']);
  });

  it('sends each entry once, however many ask at the same time', async () => {
    const world = buildWorld();
    await world.save('A', 'B', 'C');
    await Promise.all([world.flush(), world.flush('now'), world.flush('rested')]);
    expect(world.sent).toEqual(['A', 'B', 'C']);
  });

  it('leaves what belongs to others alone', async () => {
    const world = buildWorld();
    await world.outbox.add({ ...METTE, userId: 'jonas' }, buildBody('his'));
    await world.outbox.add({ ...METTE, server: 'https://b.example' }, buildBody('elsewhere'));
    await world.outbox.add(null, buildBody('nobody yet'));
    await world.flush();
    expect([world.sent, await world.left()]).toEqual([['nobody yet'], ['his waiting', 'elsewhere waiting']]);
  });

  it('does not lose a sent entry to a library that can not be written, and says so', async () => {
    const world = buildWorld();
    await world.save('A', 'B');
    const flush = flushOutbox({
      outbox: world.outbox,
      library: { put: async () => Promise.reject(new DOMException('full', 'QuotaExceededError')) },
      api: { call: (async () => buildApplication()) as unknown as Api['call'] },
      owner: METTE,
    });
    await expect(flush).rejects.toThrow('could not keep its copy');
    expect(await world.left()).toEqual([]);
  });
});

describe('waiting', () => {
  it('doubles from a minute to eight hours', () => {
    expect([1, 2, 3, 10, 60].map((attempts) => backoffMs(attempts, 0) / MINUTE)).toEqual([1, 2, 4, 480, 480]);
    expect(backoffMs(1, 1)).toBe(72_000);
  });

  it('asks a server that is down less than once a minute for a week, whatever is saved meanwhile, then delivers all', async () => {
    const world = buildWorld();
    const down: Record<string, () => never> = {};
    for (let at = 0; at < 100; at += 1) down[`posting ${at}`] = fail(new TryLater('offline'));
    world.answers = down;
    for (let at = 0; at < 100; at += 1) {
      await world.save(`posting ${at}`);
      await world.flush('rested');
      world.clock += 20_000;
    }
    expect(world.sent.length).toBeLessThanOrEqual(34);
    const before = world.sent.length;
    for (let minute = 0; minute < 7 * 24 * 60; minute += 5, world.clock += 5 * MINUTE) {
      if ((nextFlushAt(await world.outbox.oldestFirst(METTE), await world.outbox.pause(METTE.server), world.clock) ?? 0) <= world.clock)
        await world.flush();
    }
    expect(world.sent.length - before).toBeLessThan(40);
    world.answers = {};
    world.sent.length = 0;
    expect(await world.flush('online')).toMatchObject({ sent: 100 });
    expect(world.sent).toEqual(Array.from({ length: 100 }, (_, at) => `posting ${at}`));
    expect(await world.outbox.pause(METTE.server)).toBeNull();
  });

  it('is as long as the server asks, but for the person who asks otherwise', async () => {
    const world = buildWorld({ A: fail(new TryLater('unavailable', 20 * MINUTE)) });
    await world.save('A');
    await world.flush();
    world.answers = {};
    world.clock += 19 * MINUTE;
    expect(await world.flush('rested')).toMatchObject({ sent: 0, stopped: 'unavailable' });
    expect(await world.flush('online')).toMatchObject({ sent: 0 });
    expect(await world.flush('now')).toMatchObject({ sent: 1 });
  });

  it('does not outlast a clock that was wrong', async () => {
    const world = buildWorld({ A: fail(new TryLater('offline')) });
    await world.save('A');
    world.clock += 365 * 24 * 60 * MINUTE;
    await world.flush();
    world.clock -= 365 * 24 * 60 * MINUTE;
    world.answers = {};
    expect(await world.flush()).toMatchObject({ sent: 1 });
  });

  it('is kept with the entry where the entry may be the reason', async () => {
    const world = buildWorld({ A: fail(new TryLater('server')) });
    await world.save('A', 'B');
    await world.flush();
    expect(await notBefores(world.outbox)).toEqual([world.clock + MINUTE]);
    expect(nextFlushAt(await world.outbox.all(), null, world.clock)).toBe(world.clock + MINUTE);
    expect(nextFlushAt([], null, world.clock)).toBeNull();
  });
});

describe('a save that was undone', () => {
  it('while it was on its way is taken back from the server', async () => {
    const world = buildWorld();
    await world.save('A');
    const [entry] = await world.outbox.all();
    world.answers = { A: async () => await world.outbox.withdraw(entry!) };
    await world.flush();
    expect([world.deleted, await world.left()]).toEqual([[entry!.id], []]);
  });

  it('after it was accepted is taken back at the next flush, once', async () => {
    const world = buildWorld();
    await world.save('A');
    const [entry] = await world.outbox.all();
    await world.flush();
    await world.outbox.withdraw(entry!);
    await world.flush();
    await world.flush();
    expect([world.deleted, await world.left()]).toEqual([[entry!.id], []]);
  });
});
