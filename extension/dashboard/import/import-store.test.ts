import { afterEach, describe, expect, it, vi } from 'vitest';
import { IMPORT_LIMITS, IMPORT_REFUSALS, type ImportReply, type ImportRow } from '../../../contract/index.ts';
import { ProblemError, TryLater } from '../../api/errors.ts';
import { buildServices, OWNER } from '../testing/build-services.ts';
import { faultWords } from './fault-line.tsx';
import { createImportStore } from './import-store.ts';

afterEach(() => void vi.useRealTimers());

interface Asked {
  file: Blob;
  headers: Record<string, string>;
  query: Record<string, string>;
  signal: AbortSignal;
}

const NO_COUNTS = { rows: 0, new: 0, alreadySaved: 0, duplicateInFile: 0, needsAnswer: 0, refused: 0, remarks: 0 };
const rowAt = (row: number): ImportRow => ({ row, verdict: 'new', id: null, title: `Row ${row}`, company: null, problems: [] });
function buildReply(rows: ImportRow[] = [], after: number | null = null): ImportReply {
  const report = {
    dialect: 'generic' as const,
    encoding: 'utf-8',
    counts: NO_COUNTS,
    questions: [],
    extraColumns: [],
    notes: [],
    rows,
    after,
  };
  return { import: null, report };
}
const FILE = new File(['Title,Company\n'], 'mine, and café.csv');

function createStore(answer: (ask: Asked) => Promise<ImportReply>) {
  const asked: Asked[] = [];
  const { services } = buildServices((_name, ask: Asked) => {
    asked.push(ask);
    return answer(ask);
  });
  return { store: createImportStore(services, OWNER), asked };
}

describe('a file to be imported', () => {
  it('is only looked at first, with its name and what was answered beside it', async () => {
    const { store, asked } = createStore(async () => buildReply([rowAt(2)]));
    await store.choose(FILE);
    await store.answer({ dateOrder: { Date: 'day first' } });
    await store.answer({ dateOrder: { Seen: 'month first' } });
    expect(asked.map(({ query }) => query['dryRun'])).toEqual(['true', 'true', 'true']);
    expect(asked[2]?.headers).toMatchObject({ 'x-file-name': 'mine, and café.csv' });
    expect(JSON.parse(asked[2]?.headers['x-import-answers'] ?? '')).toMatchObject({
      dateOrder: { Date: 'day first', Seen: 'month first' },
    });
    expect(await asked[2]?.file.text()).toBe('Title,Company\n');
  });

  it('comes page by page, each after the one before', async () => {
    const { store, asked } = createStore(async ({ query }) =>
      query['after'] === undefined ? buildReply([rowAt(2), rowAt(3)], 3) : buildReply([rowAt(4)]),
    );
    await store.choose(FILE);
    expect(store.more.value).toBe(true);
    await store.readMore();
    await store.readMore();
    expect(store.rows.value.map(({ row }) => row)).toEqual([2, 3, 4]);
    expect(asked.map(({ query }) => query['after'])).toEqual([undefined, '3']);
  });

  it('is not sent at all where the server would refuse it for its size', async () => {
    const { store, asked } = createStore(async () => buildReply());
    await store.choose(new File([new Uint8Array(IMPORT_LIMITS.bytes + 1)], 'large.csv'));
    expect(store.fault.value).toMatchObject({ kind: 'refused', code: 'too_large' });
    expect(asked).toEqual([]);
  });

  it('waits for its turn where the server still holds the one before', async () => {
    let turns = 0;
    const { store } = createStore(async () => {
      turns += 1;
      if (turns < 3) throw new TryLater('rate_limited', 0);
      return buildReply([rowAt(2)]);
    });
    await store.choose(FILE);
    expect(store.rows.value).toHaveLength(1);
  });

  it('shows that it is read only after a second, and can be given up', async () => {
    vi.useFakeTimers();
    const { store } = createStore(
      ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    );
    const done = store.choose(FILE);
    await vi.advanceTimersByTimeAsync(999);
    expect(store.work.value).toEqual({ doing: 'reading', slow: false, underWay: null });
    await vi.advanceTimersByTimeAsync(1);
    expect(store.work.value).toEqual({ doing: 'reading', slow: true, underWay: null });
    store.cancel();
    await done;
    expect([store.file.value, store.work.value, store.fault.value]).toEqual([null, null, null]);
  });
});

describe('an import that takes longer', () => {
  it('asks how far it is, whether or not it is told, and no more once it is through', async () => {
    vi.useFakeTimers();
    const told = [{ rows: 0, of: 9 }, new TryLater('offline'), { rows: 5, of: 9 }, null];
    let finish: (reply: ImportReply) => void = () => {};
    const { services } = buildServices(async (name, ask: Asked) => {
      if (name !== 'listImports')
        return ask.query['dryRun'] === 'true' ? buildReply([rowAt(2)]) : new Promise((resolve) => (finish = resolve));
      const next = told.shift();
      if (next instanceof TryLater) throw next;
      return { items: [], underWay: next };
    });
    const store = createImportStore(services, OWNER);
    await store.choose(FILE);
    const done = store.start();
    const seen: unknown[] = [];
    for (const ms of [1_000, 500, 500]) {
      await vi.advanceTimersByTimeAsync(ms);
      seen.push(store.work.value?.underWay);
    }
    expect(seen).toEqual([
      { rows: 0, of: 9 },
      { rows: 0, of: 9 },
      { rows: 5, of: 9 },
    ]);
    finish(buildReply());
    await done;
    await vi.advanceTimersByTimeAsync(5_000);
    expect([store.work.value, told.length]).toEqual([null, 1]);
  });
});

describe('an import of which no answer came', () => {
  it.each(['offline', 'timeout', 'cancel'] as const)('after %s says that nobody knows, not that it failed', async (why) => {
    const { store } = createStore(({ query, signal }) => {
      if (query['dryRun'] === 'true') return Promise.resolve(buildReply([rowAt(2)]));
      if (why !== 'cancel') return Promise.reject(new TryLater(why));
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    await store.choose(FILE);
    const done = store.start();
    if (why === 'cancel') store.cancel();
    expect(await done).toBeNull();
    expect(store.fault.value).toEqual({ kind: 'unknown' });
    expect(store.file.value).not.toBeNull();
  });
});

describe('a refused file', () => {
  it.each(Object.keys(IMPORT_REFUSALS))('has words of its own for %s', async (refusal) => {
    const { store } = createStore(async () => {
      throw new ProblemError({ type: 'about:blank', title: 'Some fields are not valid', status: 422, code: 'invalid_input', refusal });
    });
    await store.choose(FILE);
    const fault = store.fault.value;
    expect(fault).toMatchObject({ kind: 'refused', code: refusal });
    expect(fault && faultWords(fault)).toMatch(/^[A-Z].*\.$/);
    expect(fault && faultWords(fault)).not.toContain('Some fields');
  });

  it('of a reason that only a newer server knows is told in the server’s words', async () => {
    const { store } = createStore(async () => {
      throw new ProblemError({
        type: 'about:blank',
        title: '',
        status: 422,
        code: 'invalid_input',
        refusal: 'cursed',
        detail: 'It is cursed',
      });
    });
    await store.choose(FILE);
    expect(store.fault.value && faultWords(store.fault.value)).toBe('The server does not take this file: It is cursed');
  });
});
