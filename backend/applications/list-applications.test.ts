import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SORTS, STAGES, type Application, type ApplicationPage, type Problem, type SaveApplicationInput } from '../../contract/index.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let token: string;
let all: Application[];

const pick = <T>(values: readonly T[], n: number): T => values[n % values.length]!;

/** Rows with ties and nulls in every sorted field. */
function variant(n: number): SaveApplicationInput {
  return buildSave({
    posting: {
      title: pick(['Ärztin', 'beekeeper', 'Beekeeper', 'Zoologist'], n),
      company: pick(['', 'Rookery', 'rookery', 'Tower'], n),
      datePosted: pick([null, '2026-01-01', '2026-02-01'], n),
      validThrough: pick(['2026-05-01', null], n),
      location: pick(['Kraków', null], n),
    },
    stage: pick(STAGES, n),
    appliedOn: pick([null, null, '2026-03-01', '2026-03-02'], n),
    followUpOn: pick([null, '2026-04-01'], n),
    priority: n % 4,
    tags: n % 5 === 0 ? ['fifth'] : [],
    notes: n === 3 ? 'a 100% match, really_odd \\ notes' : '',
  });
}

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp()).accessToken;
  all = [];
  for (let n = 0; n < 24; n += 1) all.push(await app.save(token, undefined, variant(n)));
});
afterAll(() => app.close());

const page = (query: Record<string, string>) =>
  app.ask<ApplicationPage & Problem>('GET', `/api/applications?${new URLSearchParams(query)}`, { token });
const idsOf = (items: Application[]): string[] => items.map(({ id }) => id);

async function readAll(query: Record<string, string>, between: () => Promise<void> = async () => {}): Promise<Application[]> {
  const items: Application[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const { body } = await page({ ...query, ...(after === undefined ? {} : { after }) });
    items.push(...body.items);
    after = body.after;
    if (after !== null) await between();
  }
  return items;
}

describe.each(SORTS.flatMap((sort) => [sort, `-${sort}`]))('pages sorted by %s', (sort) => {
  it('hold each row exactly once, in the order of one long page, whatever their length', async () => {
    const long = await readAll({ sort, limit: '200' });
    expect(idsOf(long).toSorted()).toEqual(idsOf(all).toSorted());
    for (const limit of ['1', '5', '7']) expect(idsOf(await readAll({ sort, limit }))).toEqual(idsOf(long));
  });

  it('put what is not stated last, and the rest in order', async () => {
    const items = await readAll({ sort, limit: '200' });
    const field = sort.replace('-', '');
    const keys = items.map((item) => {
      const value: unknown = { ...item.posting, ...item }[field as keyof Application];
      if (field === 'stage') return STAGES.indexOf(item.stage);
      return typeof value === 'string' && !field.endsWith('At') ? value.toLowerCase() || null : value;
    });
    const stated = keys.filter((key) => key !== null);
    expect(keys.slice(stated.length).every((key) => key === null)).toBe(true);
    const compared = stated.slice(1).map((key, n) => {
      const [a, b] = [stated[n] as string | number, key as string | number];
      return sort.startsWith('-') ? a >= b : a <= b;
    });
    // Letters beyond ASCII are ordered by the database's own rules.
    expect(field === 'title' || compared.every(Boolean)).toBe(true);
  });
});

it('rows that are saved while somebody pages shift nothing: each that was there comes once', async () => {
  const owner = (await app.signUp()).accessToken;
  const before: string[] = [];
  for (let n = 0; n < 9; n += 1) before.push((await app.save(owner, undefined, variant(n))).id);
  for (const sort of ['-createdAt', 'title', '-appliedOn']) {
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const query = new URLSearchParams({ sort, limit: '2', ...(after === undefined ? {} : { after }) });
      const { body } = await app.ask<ApplicationPage>('GET', `/api/applications?${query}`, { token: owner });
      seen.push(...idsOf(body.items));
      after = body.after;
      await app.save(owner, undefined, variant(seen.length));
      if (seen.length > 60) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.every((id) => seen.includes(id))).toBe(true);
  }
});

describe('a list', () => {
  it('is filtered by stage and by tag', async () => {
    expect((await page({ stage: 'offered' })).body.items.every(({ stage }) => stage === 'offered')).toBe(true);
    expect((await page({ tag: 'fifth' })).body.items).toHaveLength(5);
    expect((await page({ tag: 'fif' })).body.items).toEqual([]);
    expect((await page({ tag: 'fifth', stage: 'saved' })).body.items).toHaveLength(1);
  });

  it('is searched by every word, in any of its texts, without regard to case', async () => {
    const found = async (q: string) => (await page({ q })).body.items.length;
    expect(await found('BEEKEEPER')).toBe(12);
    expect(await found('beekeeper rook')).toBe(12);
    expect(await found('beekeeper nothing')).toBe(0);
    expect(await found('kraków')).toBe(12);
    expect(await found('fifth')).toBe(5);
  });

  it('takes wildcards and quotes in a search for the characters they are', async () => {
    const found = async (q: string) => (await page({ q })).body.items.length;
    expect(await found('100%')).toBe(1);
    expect(await found('really_odd')).toBe(1);
    expect(await found('reallyXYodd')).toBe(0);
    expect(await found('\\')).toBe(1);
    for (const q of ['%', '_']) expect(await found(q)).toBe(1);
    for (const q of [`' or true --`, '"', '{', '}', 'NULL', '$1', ';select 1']) expect(await found(q)).toBe(0);
  });

  it('refuses tokens of another sort and made-up ones, naming the field', async () => {
    const { body } = await page({ sort: 'title', limit: '1' });
    const forged = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const id = all[0]!.id;
    for (const [sort, after] of [
      ['-title', body.after!],
      ['createdAt', body.after!],
      ['title', 'x'],
      ['title', forged(['title', 'a'])],
      ['title', forged(['title', 'a\0', id])],
      ['title', forged(['title', 'a', 'no id'])],
      ['createdAt', forged(['createdAt', 'yesterday and a half', id])],
      ['createdAt', forged(['createdAt', '2026-13-45', id])],
      ['priority', forged(['priority', '99999999999', id])],
      ['appliedOn', forged(['appliedOn', `2026-01-01'; drop table users; --`, id])],
    ] as const) {
      const reply = await page({ sort, after });
      expect(reply.body, `${sort} ${after}`).toMatchObject({ status: 422, code: 'invalid_input', errors: [{ path: 'after' }] });
    }
  });

  it('names every wrong parameter at once', async () => {
    const { body } = await page({ limit: '0', sort: 'wages', stage: 'dreaming', deleted: 'maybe', user_id: 'x' });
    expect(body.errors?.map(({ path }) => path).toSorted()).toEqual(['deleted', 'limit', 'sort', 'stage', 'user_id']);
  });

  it('cuts a page of very long texts short, and goes on where it ended', async () => {
    const owner = (await app.signUp()).accessToken;
    // 18 of 500 KB each; a page ends at 8 MB.
    const long = buildSave({ posting: { description: '\u{1F426}'.repeat(100_000) }, notes: 'x'.repeat(100_000) });
    for (let n = 0; n < 18; n += 1) await app.save(owner, undefined, long);
    const first = await app.ask<ApplicationPage>('GET', '/api/applications?limit=50', { token: owner });
    expect(first.body.items.length).toBeGreaterThan(1);
    expect(first.body.items.length).toBeLessThan(18);
    const second = await app.ask<ApplicationPage>('GET', `/api/applications?limit=50&after=${first.body.after}`, { token: owner });
    const changes = await app.ask<{ changes: Application[]; more: boolean }>('GET', '/api/changes', { token: owner });
    expect(new Set(idsOf([...first.body.items, ...second.body.items])).size).toBe(18);
    expect(changes.body.more).toBe(true);
    const rest = await app.ask<{ changes: Application[]; more: boolean }>(
      'GET',
      `/api/changes?after=${changes.body.changes.at(-1)!.changeNumber}`,
      { token: owner },
    );
    expect(changes.body.changes.length + rest.body.changes.length).toBe(18);
  });
});
