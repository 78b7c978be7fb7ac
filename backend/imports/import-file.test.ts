import { readdirSync, readFileSync } from 'node:fs';
import type * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS, type Application, type ImportAnswers, type ImportPage } from '../../contract/index.ts';
import { sendFile } from '../testing/send-file.ts';
import { startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let token: string;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  token = (await app.signUp(undefined, 'Firefox on Linux')).accessToken;
});

const folder = new URL('fixtures/', import.meta.url);
const fixture = (name: string): Buffer => readFileSync(new URL(name, folder));
const names = readdirSync(folder).filter((name) => !name.endsWith('.expected.json') && name !== 'unknown-headers.csv');
const typeOf = (name: string): string =>
  name.endsWith('.json') ? 'application/json' : name.endsWith('.tsv') ? 'text/tab-separated-values' : 'text/csv';
const send = (name: string, answers?: ImportAnswers, dryRun = false) =>
  sendFile(app, token, fixture(name), {
    dryRun,
    fileName: 'Bewerbungen März.csv',
    type: typeOf(name),
    ...(answers === undefined ? {} : { answers }),
  });
const changes = async () =>
  (await app.ask<{ changes: Application[]; changeNumber: number }>('GET', '/api/changes?limit=1000', { token })).body;
const listed = async () => (await app.ask<v.InferOutput<typeof ImportPage>>('GET', '/api/imports', { token })).body.items;

/** Answers every question in one way. */
function answersTo({ questions }: Awaited<ReturnType<typeof send>>['body']['report']): ImportAnswers {
  const words = questions.flatMap((question) => (question.kind === 'stageWords' ? question.words.map(({ word }) => word) : []));
  const columns = questions.flatMap((question) => (question.kind === 'dateOrder' ? [question.column] : []));
  return {
    stageWords: Object.fromEntries(words.map((word) => [word, { stage: 'screening', outcome: null }])),
    dateOrder: Object.fromEntries(columns.map((column) => [column, 'day first'])),
  };
}

describe('a file of each dialect, over HTTP', () => {
  const seen = new Set<string>();

  it.each(names)('%s: a dry run writes nothing, the import keeps what it said, and a second one keeps nothing more', async (name) => {
    const asked = await send(name, undefined, true);
    expect(asked.status).toBe(200);
    seen.add(asked.body.report.dialect);
    const { questions } = asked.body.report;
    const answers = answersTo(asked.body.report);
    const refused = questions.length === 0 ? undefined : await send(name);
    expect(refused?.status ?? 422).toBe(422);
    expect(refused?.body.errors ?? []).toHaveLength(questions.length);
    const dry = await send(name, answers, true);
    expect(dry.body.report.questions).toEqual([]);
    expect((await changes()).changes).toEqual([]);

    const made = await send(name, answers);
    expect(made.status).toBe(201);
    expect(made.body.report).toEqual(dry.body.report);
    const { new: created } = dry.body.report.counts;
    expect(made.body.import).toMatchObject({ fileName: 'Bewerbungen März.csv', by: 'Firefox on Linux', created });
    const { changes: kept, changeNumber } = await changes();
    const promised = dry.body.report.rows.filter(({ verdict }) => verdict === 'new');
    expect(kept.map(({ id, posting: { title } }) => [id, title])).toEqual(promised.map(({ id, title }) => [id, title]));
    expect(kept.length).toBeGreaterThan(0);
    expect(await listed()).toEqual([made.body.import]);

    const again = await send(name, answers);
    expect(again.status).toBe(200);
    expect(again.body.import).toBeNull();
    expect(again.body.report.counts).toMatchObject({ new: 0, alreadySaved: kept.length });
    expect(await changes()).toEqual({ changes: kept, changeNumber, more: false });
    expect(await listed()).toHaveLength(1);
  });

  it('is there for every dialect', () => expect(seen).toEqual(new Set(DIALECTS)));
});

describe('a question', () => {
  it('about columns that nobody knows is answered by their headers', async () => {
    const asked = await send('unknown-headers.csv', undefined, true);
    const question = asked.body.report.questions.find(({ kind }) => kind === 'columns');
    expect(question).toMatchObject({ missing: expect.arrayContaining(['title']) });
    const title = question?.kind === 'columns' ? (question.headers[0] ?? '') : '';
    const answers: ImportAnswers = { columns: { title } };
    const next = await send('unknown-headers.csv', answers, true);
    expect(next.body.report.questions.filter(({ kind }) => kind === 'columns')).toEqual([]);
    expect((await send('unknown-headers.csv', { ...answers, ...answersTo(next.body.report) })).status).toBe(201);
    expect((await changes()).changes.length).toBeGreaterThan(0);
  });

  it('about the order of dates changes what is kept', async () => {
    const asked = await send('generic.tsv', undefined, true);
    const answers = answersTo(asked.body.report);
    await send('generic.tsv', { ...answers, dateOrder: { 'Date Applied': 'month first' } });
    const counter = (await changes()).changes.find(({ posting: { title } }) => title === 'Cloud Counter');
    expect(counter).toMatchObject({ appliedOn: '2025-03-04', stage: 'screening' });
  });

  it('answered with nonsense is invalid, by path', async () => {
    const { body } = await send('generic.tsv', { dateOrder: { 'Date Applied': 'year first' as 'day first' } });
    expect(body).toMatchObject({ status: 422, errors: [{ path: 'x-import-answers.dateOrder.Date Applied' }] });
  });
});

describe('the rows of a dry run', () => {
  const table = `Job Title,Company,Status,Job URL\n${Array.from({ length: 450 }, (_, n) => `${n % 100 === 7 ? '' : `Keeper ${n}`},Tower,saved,https://example.org/${n}`).join('\n')}\n`;

  it('come in pages that together are all of them', async () => {
    const rows: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const { body } = await sendFile(app, token, table, { dryRun: true, query: `&limit=200&after=${after}` });
      rows.push(...body.report.rows.map(({ row }) => row));
      ({ after } = body.report);
    }
    expect(rows).toEqual(Array.from({ length: 450 }, (_, n) => n + 2));
  });

  it('are only those that a person has to look at, where asked for', async () => {
    const { body } = await sendFile(app, token, table, { dryRun: true, query: '&attention=true' });
    expect(body.report.rows.map(({ row, verdict }) => [row, verdict])).toEqual([7, 107, 207, 307, 407].map((n) => [n + 2, 'refused']));
    expect(body.report.counts).toMatchObject({ rows: 450, new: 445, refused: 5 });
  });
});
