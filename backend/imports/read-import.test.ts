import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SaveApplication } from '../../contract/application.ts';
import { DIALECTS, ImportAnswers, ImportReport, type ImportAnswers as Answers } from '../../contract/imports.ts';
import type { ImportedRow } from './imported-row.ts';
import { presentReport } from './present-report.ts';
import { readImport } from './read-import.ts';

const folder = new URL('fixtures/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, folder));
const utf8 = (text: string): Buffer => Buffer.from(text);

/** Without what says nothing, so that an expectation is as long as its row. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]): [string, unknown] => [key, said(member)]);
  return Object.fromEntries(
    members.filter(
      ([, member]) => member !== null && member !== '' && !(typeof member === 'object' && Object.keys(member ?? {}).length === 0),
    ),
  );
}
const named = (rows: readonly ImportedRow[], title: string): ImportedRow => rows.find((row) => row.title === title)!;

describe('a file of each dialect', () => {
  const names = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));

  it.each(names)('%s is read as expected', async (name) => {
    const reading = await readImport(read(name));
    expect(said(reading)).toEqual(JSON.parse(read(name.replace(/\.\w+$/, '.expected.json')).toString()));
    const saves = reading.rows.flatMap(({ application }) => application?.save ?? []);
    expect(v.is(v.array(SaveApplication), saves)).toBe(true);
  });

  it.each(names)('%s gives the same ids and rows twice', async (name) => {
    expect(await readImport(read(name))).toEqual(await readImport(read(name)));
  });

  it('is there for every dialect', async () => {
    const dialects = await Promise.all(names.map(async (name) => (await readImport(read(name))).dialect));
    expect(new Set(dialects)).toEqual(new Set(DIALECTS));
  });
});

describe('a question', () => {
  it('about the order of dates is asked once, and answered either way', async () => {
    const asked = await readImport(read('generic.tsv'));
    expect(asked.questions.map(({ kind }) => kind)).toEqual(['dateOrder', 'stageWords']);
    const stageWords = { 'In der Schwebe': { stage: 'screening' as const, outcome: null } };
    const dayFirst = await readImport(read('generic.tsv'), { stageWords, dateOrder: { 'Date Applied': 'day first' } });
    const monthFirst = await readImport(read('generic.tsv'), { stageWords, dateOrder: { 'Date Applied': 'month first' } });
    expect(dayFirst.questions).toEqual([]);
    expect(named(dayFirst.rows, 'Cloud Counter').application).toMatchObject({ save: { appliedOn: '2025-04-03', stage: 'screening' } });
    expect(named(monthFirst.rows, 'Cloud Counter').application).toMatchObject({ save: { appliedOn: '2025-03-04' } });
    expect(dayFirst.rows.map(({ id }) => id)).toEqual(monthFirst.rows.map(({ id }) => id));
  });

  it('about columns takes a header in any language', async () => {
    const answers: Answers = { columns: { title: 'Was', company: 'Bei wem' } };
    const { rows, questions, extraColumns } = await readImport(read('unknown-headers.csv'), answers);
    expect(questions).toEqual([]);
    expect(extraColumns).toEqual(['Wo gefunden']);
    expect(rows.map(({ verdict, title, company }) => [verdict, title, company])).toEqual([
      ['new', 'Drechsler', 'Holz & Söhne'],
      ['new', 'Küfer', 'Fass AG'],
    ]);
  });

  it('is answered in words that the contract accepts', () => {
    expect(v.is(ImportAnswers, { dialect: 'huntr', stageWords: { 'Cold leads': { stage: 'saved' } }, columns: { title: 'Was' } })).toBe(
      true,
    );
    expect(v.is(ImportAnswers, { stageWords: { Out: { stage: 'applied', outcome: 'rejected' } } })).toBe(false);
    expect(v.is(ImportAnswers, { columns: { salary: 'Pay' } })).toBe(false);
  });

  it('lists a hundred unknown words at most, the commonest first', async () => {
    const lines = Array.from({ length: 300 }, (_, at) => `T${at},C,Word ${at % 150 === 7 ? 'often' : at}`);
    const { questions } = await readImport(utf8(['Title,Company,Status', ...lines].join('\n')));
    const [question] = questions;
    if (question?.kind !== 'stageWords') throw new Error('asked for something else');
    expect(question.words).toHaveLength(100);
    expect(question.words[0]).toEqual({ word: 'Word often', rows: 2 });
  });

  it('is not asked where a dialect is known to write one order, unless its cells contradict it', async () => {
    const header = 'Saved Date,Job Url,Job Title,Company Name\n';
    const fits = await readImport(utf8(`${header}"3/4/25, 9:01 PM",https://www.linkedin.com/jobs/view/40123456,A,B\n`));
    expect(fits.rows[0]?.application?.createdAt).toBe('2025-03-04T21:01:00.000Z');
    const contradicts = await readImport(utf8(`${header}"13/4/25, 9:01 PM",x,A,B\n"4/13/25, 9:01 PM",x,C,D\n`));
    expect(contradicts.questions).toMatchObject([{ kind: 'dateOrder', column: 'Saved Date' }]);
  });
});

describe('the bytes of a file', () => {
  const text = 'Title;Company;Status\r\nBäcker;Müller & Söhne;applied\r\n';
  const titles = async (bytes: Uint8Array): Promise<unknown> => {
    const { encoding, rows } = await readImport(bytes);
    return [encoding, rows[0]?.title, rows[0]?.company];
  };
  const utf16le = Buffer.from(text, 'utf16le');

  it('may be in any usual encoding, with or without a mark', async () => {
    const expected = (encoding: string): unknown => [encoding, 'Bäcker', 'Müller & Söhne'];
    expect(await titles(utf8(text))).toEqual(expected('utf-8'));
    expect(await titles(utf8(`\uFEFF${text}`))).toEqual(expected('utf-8'));
    expect(await titles(utf16le)).toEqual(expected('utf-16le'));
    expect(await titles(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le]))).toEqual(expected('utf-16le'));
    expect(await titles(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16le).swap16()]))).toEqual(expected('utf-16be'));
    expect(await titles(Buffer.from(utf16le).swap16())).toEqual(expected('utf-16be'));
    expect(await titles(Buffer.from(text, 'latin1'))).toEqual(expected('windows-1252'));
  });

  it('may be cut anywhere by the reader: an emoji at every chunk border stays one', async () => {
    const line = `${'🪁'.repeat(40)},Kites,applied\n`;
    const { rows } = await readImport(utf8(`Title,Company,Status\n${line.repeat(3000)}`));
    expect(new Set(rows.map(({ title }) => title))).toEqual(new Set(['🪁'.repeat(40)]));
  });

  it.each([
    ['only CR, as an old Mac does', 'Title,Company,Status\rA,B,applied\rC,D,saved\r'],
    ['LF and CRLF mixed', 'Title,Company,Status\nA,B,applied\r\nC,D,saved'],
    ['a line for Excel before', 'sep=,\r\nTitle,Company,Status\r\nA,B,applied\r\nC,D,saved\r\n'],
    ['empty rows between', '\n\nTitle,Company,Status\n\nA,B,applied\n,,\nC,D,saved\n\n'],
    ['short rows', 'Title,Company,Status,Notes\nA,B,applied\nC,D,saved'],
    ['quotation marks where none may be', 'Title,Company,Status,Notes\nA,B,applied,5" screen\nC,D,saved,say "hi" to B\n'],
  ])('may have %s', async (_, table) => {
    const { rows } = await readImport(utf8(table));
    expect(rows.map(({ title, verdict }) => [title, verdict])).toEqual([
      ['A', 'new'],
      ['C', 'new'],
    ]);
  });

  it('keep columns that share a name, or have none, apart', async () => {
    const { rows } = await readImport(utf8('Title,Company,Status,Extra,Extra,,constructor\nA,B,saved,1,2,3,4\n'));
    expect(rows[0]?.extra).toEqual({ Status: 'saved', Extra: '1', 'Extra (2)': '2', 'column 6': '3', constructor: '4' });
  });
});

describe('a field that the contract would refuse', () => {
  it('is kept beside the application, and the row is taken', async () => {
    const long = 'x'.repeat(600);
    const { rows } = await readImport(
      utf8(`Title,Company,Status,Location,URL,Tags\nA,${long},saved,${long},https://user:pass@a.example/,"${'t,'.repeat(3)}${long}"\n`),
    );
    expect(rows[0]).toMatchObject({ verdict: 'new', extra: { Company: long, Location: long, URL: 'https://user:pass@a.example/' } });
    expect(rows[0]?.application?.save.posting).toMatchObject({ company: '', location: null });
    expect(rows[0]?.problems.map(({ column }) => column)).toEqual(['URL', 'Company', 'Location', 'Tags']);
  });

  it('refuses the row where it is the title', async () => {
    const { rows } = await readImport(utf8(`Title,Company,Status\n${'x'.repeat(501)},B,saved\n`));
    expect(rows[0]).toMatchObject({ verdict: 'refused', problems: [{ column: 'Title', message: 'Must have at most 500 characters' }] });
  });
});

describe('a report', () => {
  it('counts everything and lists a page', async () => {
    const reading = await readImport(read('huntr.csv'));
    const saved = new Set([reading.rows[1]!.id!]);
    const first = presentReport(reading, { limit: 2, saved });
    expect(v.is(ImportReport, first)).toBe(true);
    expect(first.counts).toEqual({ rows: 5, new: 2, alreadySaved: 1, duplicateInFile: 1, needsAnswer: 1, refused: 0, remarks: 1 });
    expect(first.rows.map(({ row, verdict }) => [row, verdict])).toEqual([
      [2, 'new'],
      [3, 'already_saved'],
    ]);
    expect(first.after).toBe(3);
    expect(presentReport(reading, { limit: 10, after: 3, saved }).after).toBeNull();
    expect(presentReport(reading, { attention: true, saved }).rows.map(({ row }) => row)).toEqual([3, 4, 5, 6]);
  });

  it('of 50,000 rows is small', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => `Title ${at},Company,saved`);
    const reading = await readImport(utf8(['Title,Company,Status', ...lines].join('\n')));
    const report = presentReport(reading);
    expect(report.counts.new).toBe(50_000);
    expect(JSON.stringify(report).length).toBeLessThan(100_000);
  });
});
