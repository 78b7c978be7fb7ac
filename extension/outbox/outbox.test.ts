import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PROBLEMS, type Problem, type ProblemCode } from '../../contract/problem.ts';
import type { Owner } from '../api/owner.ts';
import { buildBody } from '../testing/build-application.ts';
import { BODY_LIMIT_BYTES, fitBody } from './fit-body.ts';
import { openOutbox } from './outbox.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';

const METTE: Owner = { server: 'https://a.example', userId: 'mette' };
const JONAS: Owner = { server: 'https://a.example', userId: 'jonas' };
const problem = (code: ProblemCode): Problem => ({ type: 'about:blank', code, ...PROBLEMS[code] });
const titles = (entries: readonly { body: { posting: { title: string } } }[]) => entries.map(({ body }) => body.posting.title);

beforeEach(createFakeDatabases);

describe('an entry', () => {
  it('is there in another context as soon as it was added, and was written strictly', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const entry = await openOutbox().add(METTE, buildBody());
    expect(transaction.mock.calls.filter(([, mode]) => mode === 'readwrite')).toEqual([['entries', 'readwrite', { durability: 'strict' }]]);
    transaction.mockRestore();
    expect(await openOutbox().all()).toEqual([entry]);
  });

  it('that can not be written is not said to be saved', async () => {
    const outbox = openOutbox();
    await outbox.all();
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(outbox.add(METTE, buildBody())).rejects.toMatchObject({ name: 'QuotaExceededError' });
    add.mockRestore();
    expect(await outbox.all()).toEqual([]);
  });

  it('keeps its place in the order of saving, whatever the clock does', async () => {
    const outbox = openOutbox();
    vi.useFakeTimers({ now: Date.parse('2026-11-22'), toFake: ['Date'] });
    await outbox.add(METTE, buildBody('first'));
    vi.setSystemTime(Date.parse('2025-01-01'));
    await outbox.add(METTE, buildBody('second'));
    vi.useRealTimers();
    expect(titles(await outbox.oldestFirst(METTE))).toEqual(['first', 'second']);
  });

  it('belongs to whoever was signed in when it was saved', async () => {
    const outbox = openOutbox();
    await outbox.add(METTE, buildBody('hers'));
    await outbox.add({ ...METTE, server: 'https://b.example' }, buildBody('hers elsewhere'));
    await outbox.add(null, buildBody('before sign-in'));
    await outbox.claim(JONAS);
    expect(titles(await outbox.oldestFirst(JONAS))).toEqual(['before sign-in']);
    await outbox.claim(METTE);
    expect(titles(await outbox.oldestFirst(METTE))).toEqual(['hers']);
    expect(await outbox.count(METTE)).toEqual({ waiting: 1, parked: 0 });
  });
});

describe('a refused entry', () => {
  it('waits for the person, then for its turn again', async () => {
    const outbox = openOutbox();
    const { id } = await outbox.add(METTE, buildBody('A'));
    await outbox.begin(id, 1);
    await outbox.park(id, problem('invalid_input'));
    expect(await outbox.oldestFirst(METTE)).toEqual([]);
    expect(await outbox.count(METTE)).toEqual({ waiting: 0, parked: 1 });
    expect(await outbox.edit(id, buildBody('B'))).toBe(true);
    expect(await outbox.oldestFirst(METTE)).toMatchObject([{ id, state: 'waiting', attempts: 0, problem: null }]);
  });

  it('gets a new id where the server holds something else under its own', async () => {
    const outbox = openOutbox();
    const { id } = await outbox.add(METTE, buildBody());
    await outbox.park(id, problem('id_reused'));
    await outbox.retry(id);
    const [again] = await outbox.all();
    expect(again?.id).not.toBe(id);
    expect(again?.state).toBe('waiting');
  });
});

describe('an entry that may be on the server already', () => {
  it('is not changed under the same id', async () => {
    const outbox = openOutbox();
    const { id } = await outbox.add(METTE, buildBody('A'));
    await outbox.begin(id, 1);
    expect(await outbox.edit(id, buildBody('B'))).toBe(false);
    expect(titles(await outbox.all())).toEqual(['A']);
  });
});

describe('undoing a save', () => {
  it('removes what was never sent', async () => {
    const outbox = openOutbox();
    await outbox.withdraw(await outbox.add(METTE, buildBody()));
    expect(await outbox.all()).toEqual([]);
  });

  it('leaves the server to be told of what is under way, or was accepted', async () => {
    const outbox = openOutbox();
    const underWay = await outbox.add(METTE, buildBody());
    const accepted = await outbox.add(METTE, buildBody());
    await outbox.begin(underWay.id, 1);
    await outbox.begin(accepted.id, 1);
    expect(await outbox.accept(accepted.id)).toBe(true);
    await outbox.withdraw(underWay);
    await outbox.withdraw(accepted);
    expect(await outbox.accept(underWay.id)).toBe(false);
    expect((await outbox.oldestFirst(METTE)).map(({ id, state }) => [id, state])).toEqual([
      [underWay.id, 'withdrawn'],
      [accepted.id, 'withdrawn'],
    ]);
    expect(await outbox.count(METTE)).toEqual({ waiting: 0, parked: 0 });
  });
});

describe('a body larger than the server reads', () => {
  const sizeOf = (body: object) => new TextEncoder().encode(JSON.stringify(body)).length;

  it('loses the snapshot first, and nothing else', () => {
    const body = buildBody('A', { snapshot: '漢'.repeat(400_000), notes: 'mine' });
    expect(fitBody(body)).toEqual({ ...body, snapshot: null });
  });

  it('then the end of the description, never what the person wrote', () => {
    const notes = '\u0001'.repeat(100_000);
    const body = buildBody('A', { snapshot: 'x'.repeat(400_000), notes });
    body.posting.description = '漢😀'.repeat(66_666);
    const fitted = fitBody(body);
    expect(sizeOf(fitted)).toBeLessThanOrEqual(BODY_LIMIT_BYTES);
    expect(sizeOf(fitted)).toBeGreaterThan(BODY_LIMIT_BYTES - 10);
    expect(fitted.notes).toBe(notes);
    expect(fitted.posting.description).toMatch(/^(?:漢😀)+漢?$/u);
  });

  it('stays as it is where it fits', () => {
    const body = buildBody('A', { snapshot: 'x'.repeat(400_000) });
    expect(fitBody(body)).toBe(body);
  });
});
