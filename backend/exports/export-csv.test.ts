import * as fc from 'fast-check';
import { v7 } from 'uuid';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CSV_COLUMNS, guardFormula, joinTags, prose, splitTags, unguardFormula } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';
import { copySql } from './csv.sql.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

/** Reads CSV by the letter of RFC 4180, and nothing laxer: a row ends with CR LF, a quote inside quotes is doubled, outside there is none. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  const pattern = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      pattern.lastIndex = at;
      const [cell = '', quoted, plain] = pattern.exec(text) ?? [];
      row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
      at += cell.length;
      if (text[at] === ',') at += 1;
      else break;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`row ${rows.length} does not end with CR LF`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

async function exported(token: string, query = ''): Promise<Record<string, string>[]> {
  const { text, status } = await app.ask('GET', `/api/export.csv${query}`, { token });
  expect(status).toBe(200);
  const [header = [], ...rows] = parseCsv(text.slice(1));
  expect(rows.filter((row) => row.length !== header.length)).toEqual([]);
  return rows.map((row) => Object.fromEntries(row.map((cell, n) => [header[n], cell])));
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
    expect(Object.keys(rows[0]!)).toEqual([...CSV_COLUMNS]);
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

  it('gives back 10,000 texts of any characters, guarded in SQL exactly as by the contract', async () => {
    const { accessToken: token, user } = await app.signUp();
    const strings = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...`'=+-@\t\r\n＝＋－＠",;\\ a`),
        fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      ),
      maxLength: 12,
    });
    const storable = fc.sample(strings, 10_000).map((text) => v.parse(prose(100), text));
    await asOwner(
      app.testDatabase,
      `insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, save_hash, notes)
      select $1, gen_random_uuid(), 100 + n, now() + make_interval(secs => n), now(), 't', '', 'https://x.example', 'saved', sha256('x'), note
      from unnest($2::text[]) with ordinality as given (note, n)`,
      [user.id, storable],
    );
    const notes = (await exported(token, '?columns=notes')).map((row) => row['notes']!);
    // Compared by the first that differs: a report of ten thousand lines would say less, and takes minutes.
    expect(notes).toHaveLength(10_000);
    expect(storable.find((text, n) => notes[n] !== guardFormula(text))).toBeUndefined();
    expect(storable.find((text, n) => unguardFormula(notes[n]!) !== text)).toBeUndefined();
  }, 240_000);

  it('has the columns that are asked for, in that order, and refuses others', async () => {
    const { accessToken: token } = await app.signUp();
    await app.save(token, undefined, buildSave({ tags: ['a', 'b'] }));
    const { text } = await app.ask('GET', '/api/export.csv?columns=tags,title,tags', { token });
    expect(text).toBe('\ufefftags,title\r\na; b,Ornithologist\r\n');
    for (const columns of ['', 'password_hash', 'title,', 'title;id', `title'`]) {
      const reply = await app.ask('GET', `/api/export.csv?columns=${encodeURIComponent(columns)}`, { token });
      expect(reply.body, columns).toMatchObject({ status: 422, code: 'invalid_input' });
    }
  });

  it('holds what the same filters list', async () => {
    const { accessToken: token } = await app.signUp();
    const salary = { min: 20, max: 40, currency: 'EUR', period: 'HOUR' } as const;
    const first = buildSave({
      posting: { salary, workplaceType: 'REMOTE', description: `it's "hidden"` },
      stage: 'applied',
      appliedOn: '2026-03-01',
    });
    const second = buildSave({ posting: { company: `O'Neill \\ Söhne` }, tags: [`it's`], notes: '100%' });
    const saved = [await app.save(token, undefined, first), await app.save(token, undefined, second), await app.save(token)];
    await app.ask('DELETE', `/api/applications/${saved[2]!.id}`, { token });
    for (const [filter, expected] of [
      [{}, [0, 1]],
      [{ stage: 'applied' }, [0]],
      [{ workplace: 'REMOTE' }, [0]],
      [{ salaryFrom: '83200' }, [0]],
      [{ salaryFrom: '83201' }, []],
      [{ appliedFrom: '2026-03-01', appliedTo: '2026-03-01' }, [0]],
      [{ appliedTo: '2026-02-28' }, []],
      [{ company: `o'neill \\ söhne` }, [1]],
      [{ tag: `it's` }, [1]],
      [{ q: '100%' }, [1]],
      [{ q: 'hidden' }, []],
      [{ q: `it's hidden`, in: 'description' }, [0]],
      [{ q: `' or true --` }, []],
      [{ deleted: 'true' }, [2]],
    ] as const) {
      const query = `?${new URLSearchParams(filter)}`;
      const ids = expected.map((n) => saved[n]!.id);
      expect(
        (await exported(token, `${query}&columns=id`)).map((row) => row['id']),
        query,
      ).toEqual(ids);
      const listed = await app.ask<{ items: { id: string }[] }>('GET', `/api/applications${query}&sort=createdAt`, { token });
      expect(
        listed.body.items.map(({ id }) => id),
        query,
      ).toEqual(ids);
    }
  });

  it('takes an id that is a UUID into its COPY, and nothing else', () => {
    for (const wrong of ['', '1', `${v7()}' or true --`, `${v7()}\n`])
      expect(() => copySql(wrong, ['id'], { deleted: false })).toThrow('A user id is a UUID.');
  });
});
