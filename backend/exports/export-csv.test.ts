import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CSV_COLUMNS, guardFormula, joinTags, splitTags, unguardFormula, type SaveApplicationInput } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';
import { CrlfRows } from './crlf-rows.ts';
import { copySql } from './csv.sql.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

/** Reads CSV by the letter of RFC 4180, and nothing laxer: a row ends with CR LF, a quote inside quotes is doubled, outside there is none. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const [cell = '', quoted, plain] = /"((?:[^"]|"")*)"|([^",\r\n]*)/y[Symbol.match](text.slice(at)) ?? [];
      row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
      at += cell.length;
      if (text[at] === ',') at += 1;
      else break;
    }
    expect(text.slice(at, at + 2), `row ${rows.length} ends with CR LF`).toBe('\r\n');
    at += 2;
    rows.push(row);
  }
  return rows;
}

async function exported(token: string): Promise<Record<string, string>[]> {
  const { text, status } = await app.ask('GET', '/api/export.csv', { token });
  expect(status).toBe(200);
  const [header = [], ...rows] = parseCsv(text.slice(1));
  expect(header).toEqual([...CSV_COLUMNS]);
  return rows.map((row) => {
    expect(row).toHaveLength(CSV_COLUMNS.length);
    return Object.fromEntries(row.map((cell, n) => [CSV_COLUMNS[n], cell]));
  });
}

const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  `=cmd|' /C calc'!A0`,
  '=HYPERLINK("http://evil.example","x")',
  "'=1",
  "''=1",
  "'plain",
  '-',
  '- a list',
  '"=1"',
  ',=1',
  ';=1',
  '\u{1F426}',
];
const AWKWARD = [
  'a "quoted" word',
  'comma, comma',
  'line\nfeed',
  'carriage\r\nreturn',
  'lone\rreturn',
  '"',
  '""',
  '"\n"',
  ',',
  '\\',
  '\\.',
  'ends with quote"',
  '\n',
  'Kraków \u{1F426}',
  'NULL',
  '\ufeffbom',
];

describe('the CSV export', () => {
  it('of nothing is the header alone, after a byte order mark', async () => {
    const { accessToken } = await app.signUp();
    const { text, headers } = await app.ask('GET', '/api/export.csv', { token: accessToken });
    expect(text).toBe(`\ufeff${CSV_COLUMNS.join(',')}\r\n`);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="jackdaw-\d{4}-\d\d-\d\d\.csv"$/);
  });

  it('has each application outside the trash, in the order they were saved, with every field', async () => {
    const { accessToken: token } = await app.signUp();
    const body = buildSave({
      posting: {
        location: 'Kraków',
        workplaceType: 'REMOTE',
        employmentType: 'CONTRACTOR',
        salary: { min: 12.5, max: 100_000, currency: 'PLN', period: 'HOUR' },
        datePosted: '2026-11-01',
        validThrough: '2026-12-01',
        description: '# Title\n\ntext',
      },
      stage: 'applied',
      appliedOn: '2026-11-02',
      followUpOn: '2026-11-03',
      priority: 2,
      tags: ['remote', 'c;', '\\c++'],
      notes: 'note',
    });
    const [first, trashed, second] = [await app.save(token, undefined, body), await app.save(token), await app.save(token)];
    await app.ask('DELETE', `/api/applications/${trashed.id}`, { token });
    const rows = await exported(token);
    expect(rows.map((row) => row['id'])).toEqual([first.id, second.id]);
    expect(rows[0]).toEqual({
      id: first.id,
      title: 'Ornithologist',
      company: 'Tower Ltd',
      location: 'Kraków',
      workplace_type: 'REMOTE',
      employment_type: 'CONTRACTOR',
      salary_min: '12.5',
      salary_max: '100000',
      salary_currency: 'PLN',
      salary_period: 'HOUR',
      stage: 'applied',
      outcome: '',
      applied_on: '2026-11-02',
      follow_up_on: '2026-11-03',
      priority: '2',
      tags: joinTags(['remote', 'c;', '\\c++']),
      notes: 'note',
      url: 'https://example.org/postings/1',
      date_posted: '2026-11-01',
      valid_through: '2026-12-01',
      saved_at: first.createdAt,
      updated_at: first.updatedAt,
      description: '# Title\n\ntext',
    });
    expect(splitTags(rows[0]!['tags']!)).toEqual(['remote', 'c;', '\\c++']);
    expect(rows[1]).toMatchObject({ location: '', salary_min: '', tags: '', description: '' });
  });

  it('gives back every awkward text, and no cell that a spreadsheet would calculate, in every column a person or a page can fill', async () => {
    const { accessToken: token } = await app.signUp();
    const texts = [...HOSTILE, ...AWKWARD];
    for (const text of texts) {
      await app.save(
        token,
        undefined,
        buildSave({
          posting: { title: text.trim() || 'x', company: text, location: text, description: text },
          notes: text,
          tags: text.trim() === '' ? [] : [text],
        }),
      );
    }
    const rows = await exported(token);
    expect(rows).toHaveLength(texts.length);
    for (const [n, row] of rows.entries()) {
      const text = texts[n]!;
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(row).toMatchObject({
        notes: guardFormula(text),
        description: guardFormula(text),
        company: guardFormula(text.trim()),
        tags: guardFormula(joinTags(text.trim() === '' ? [] : [text.trim()])),
      });
      expect([row['notes']!, row['description']!].map(unguardFormula)).toEqual([text, text]);
    }
  }, 60_000);

  it('guards a text in SQL exactly as the contract does, whatever it is', async () => {
    const { accessToken: token, user } = await app.signUp();
    await app.save(token);
    const strings = fc.string({
      unit: fc.oneof(fc.constantFrom(...`'=+-@\t\r\n＝＋－＠",;\\ a`), fc.string({ minLength: 1, maxLength: 1 })),
      maxLength: 8,
    });
    const storable = fc.sample(strings, 300).map((text) => text.replaceAll('\0', ''));
    await asOwner(
      app.testDatabase,
      `insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, save_hash, notes)
      select $1, gen_random_uuid(), 100 + n, now() + make_interval(secs => n), now(), 't', '', 'https://x.example', 'saved', sha256('x'), note
      from unnest($2::text[]) with ordinality as given (note, n)`,
      [user.id, storable],
    );
    const notes = (await exported(token)).slice(1).map((row) => row['notes']!);
    expect(notes).toEqual(storable.map(guardFormula));
    expect(notes.map(unguardFormula)).toEqual(storable);
  });

  it('takes an id that is a UUID into its COPY, and nothing else', () => {
    for (const wrong of ['', '1', `${v7()}' or true --`, `${v7()}\n`]) expect(() => copySql(wrong)).toThrow('A user id is a UUID.');
  });
});

describe('rows that end with CR LF', () => {
  it('are the same however the bytes were cut, and line breaks inside quotes stay', async () => {
    const source = Buffer.from('a,"b\nc ""d""\n",e\n"",\n"x\r"\n'.repeat(5000));
    const expected = 'HEAD\r\n' + 'a,"b\nc ""d""\n",e\r\n"",\r\n"x\r"\r\n'.repeat(5000);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 20 }), async (sizes) => {
        const chunks: Buffer[] = [];
        for (let at = 0, n = 0; at < source.length; n += 1) {
          const size = sizes[n % sizes.length]!;
          chunks.push(source.subarray(at, at + size));
          at += size;
        }
        const out = await buffer(Readable.from(chunks).pipe(new CrlfRows(Buffer.from('HEAD\r\n'))));
        expect(out.equals(Buffer.from(expected))).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a download', () => {
  const big = (n: number): SaveApplicationInput => buildSave({ posting: { description: `${n} `.repeat(60_000) } });
  /** More than sockets and buffers on the way hold, so that the COPY waits for its reader. */
  const saveMuch = async (token: string, userId: string): Promise<void> => {
    await app.save(token, undefined, big(1));
    await asOwner(
      app.testDatabase,
      `insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, save_hash, description)
       select user_id, gen_random_uuid(), 1000 + n, created_at, updated_at, title, company, url, stage, save_hash, description
       from applications, generate_series(1, 200) n where user_id = $1`,
      [userId],
    );
  };
  const used = async (): Promise<number> => {
    const { streams } = app.database;
    return streams.totalCount - streams.idleCount;
  };
  const open = (token: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      request(`${app.url}/api/export.csv`, { headers: { Authorization: `Bearer ${token}` } }, resolve)
        .on('error', reject)
        .end();
    });

  it('that is given up releases its connection: nine in a row on a pool of four', async () => {
    const { accessToken: token, user } = await app.signUp();
    await saveMuch(token, user.id);
    for (let n = 0; n < 9; n += 1) {
      const reply = await open(token);
      expect(reply.statusCode).toBe(200);
      await new Promise((resolve) => reply.once('data', resolve));
      expect(await used()).toBe(1);
      reply.destroy();
      await expect.poll(used, { timeout: 5000 }).toBe(0);
    }
    expect(await exported(token)).toHaveLength(201);
    await expect.poll(used).toBe(0);
  }, 60_000);

  it('beside two others of the same user is told to wait, and another user’s is not', async () => {
    const { accessToken: token, user } = await app.signUp();
    await saveMuch(token, user.id);
    const running = [await open(token), await open(token)];
    expect((await app.ask('GET', '/api/export.csv', { token })).body).toMatchObject({ status: 429, code: 'rate_limited' });
    expect((await app.ask('GET', '/api/export.csv', { token: (await app.signUp()).accessToken })).status).toBe(200);
    for (const reply of running) reply.destroy();
    await expect.poll(used, { timeout: 5000 }).toBe(0);
    expect((await app.ask('GET', '/api/export.csv', { token })).status).toBe(200);
  }, 60_000);

  it('whose database goes away in the middle ends broken, never as a whole file', async () => {
    const { accessToken: token, user } = await app.signUp();
    await saveMuch(token, user.id);
    const reply = await open(token);
    await new Promise((resolve) => reply.once('data', resolve));
    reply.pause();
    await asOwner(
      app.testDatabase,
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%copy (%' and pid <> pg_backend_pid()`,
    );
    await expect(buffer(reply)).rejects.toThrow(/aborted/);
    await expect.poll(used, { timeout: 5000 }).toBe(0);
  }, 60_000);
});
