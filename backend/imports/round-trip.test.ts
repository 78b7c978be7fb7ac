import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Application, EVENT_KINDS, OUTCOMES, SaveApplication, STAGES, type Event, type Snapshot } from '../../contract/application.ts';
import { Backup, splitBackup } from '../../contract/backup.ts';
import { CSV_COLUMNS, guardFormula, joinTags, type CsvColumn } from '../../contract/csv.ts';
import { EMPLOYMENT_TYPES, SALARY_PERIODS, WORKPLACE_TYPES } from '../../contract/posting.ts';
import { readImport } from './read-import.ts';

/** Texts that tables break on, beside any other. */
const unit = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '"',
      "'",
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      '\r\n',
      '=',
      '+',
      '-',
      '@',
      '＝',
      '\\',
      ' ',
      '\u00A0',
      '\uFEFF',
      '-',
      'N/A',
      '<b>',
      '🪁',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'B', 'é', '7') },
);
const text = fc.string({ unit, maxLength: 30 });
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instant = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);
const cents = fc.integer({ min: 0, max: 99_999_999 }).map((amount) => amount / 100);
const salary = fc
  .record({
    ends: fc.tuple(cents, cents).map((ends) => ends.toSorted((a, b) => a - b)),
    open: fc.constantFrom('none', 'min', 'max'),
    currency: maybe(fc.constantFrom('EUR', 'USD')),
    period: maybe(fc.constantFrom(...SALARY_PERIODS)),
  })
  .map(({ ends: [min = 0, max = 0], open, currency, period }) => ({
    min: open === 'min' ? null : min,
    max: open === 'max' ? null : max,
    currency,
    period,
  }));

/** Applications as the server would hold them: whatever was sent, after the contract had its say. */
const application = fc
  .record({
    id: fc.uuid(),
    title: text,
    company: text,
    location: maybe(text),
    workplaceType: maybe(fc.constantFrom(...WORKPLACE_TYPES)),
    employmentType: maybe(fc.constantFrom(...EMPLOYMENT_TYPES)),
    salary: maybe(salary),
    description: maybe(text),
    url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
    days: fc.tuple(maybe(day), maybe(day), maybe(day), maybe(day)),
    stage: fc.constantFrom(...STAGES),
    outcome: maybe(fc.constantFrom(...OUTCOMES)),
    priority: fc.integer({ min: 0, max: 3 }),
    notes: text,
    tags: fc.array(text, { maxLength: 4 }),
    instants: fc.tuple(instant, instant, instant),
    changeNumber: fc.nat(),
  })
  .map(
    ({
      id,
      days: [datePosted, validThrough, appliedOn, followUpOn],
      stage,
      outcome,
      priority,
      notes,
      tags,
      instants,
      changeNumber,
      ...posting
    }): Application => {
      const save = v.parse(SaveApplication, {
        posting: { ...posting, title: `${posting.title}x`, datePosted, validThrough },
        stage,
        appliedOn,
        followUpOn,
        priority,
        notes,
        tags: tags.filter((tag) => v.is(v.pipe(v.string(), v.trim(), v.minLength(1)), tag.replaceAll('\0', ''))),
        origins: { title: { reader: 'you', via: 'form' } },
        capturedAt: instants[0],
      });
      const { snapshot: _, ...kept } = save;
      return v.parse(Application, {
        id,
        ...kept,
        outcome: stage === 'closed' ? outcome : null,
        changeNumber,
        createdAt: instants[1],
        updatedAt: instants[2],
        deletedAt: null,
      });
    },
  );

const CELLS: Record<CsvColumn, (application: Application) => unknown> = {
  id: ({ id }) => id,
  title: ({ posting }) => posting.title,
  company: ({ posting }) => posting.company,
  location: ({ posting }) => posting.location,
  workplace_type: ({ posting }) => posting.workplaceType,
  employment_type: ({ posting }) => posting.employmentType,
  salary_min: ({ posting }) => posting.salary?.min?.toFixed(2),
  salary_max: ({ posting }) => posting.salary?.max?.toFixed(2),
  salary_currency: ({ posting }) => posting.salary?.currency,
  salary_period: ({ posting }) => posting.salary?.period,
  stage: ({ stage }) => stage,
  outcome: ({ outcome }) => outcome,
  applied_on: ({ appliedOn }) => appliedOn,
  follow_up_on: ({ followUpOn }) => followUpOn,
  priority: ({ priority }) => priority,
  tags: ({ tags }) => joinTags(tags),
  notes: ({ notes }) => notes,
  url: ({ posting }) => posting.url,
  date_posted: ({ posting }) => posting.datePosted,
  valid_through: ({ posting }) => posting.validThrough,
  saved_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  description: ({ posting }) => posting.description,
};

/** RFC 4180 with a mark, and the contract's guard, written without the code that the server exports with. */
function toCsv(applications: readonly Application[]): Buffer {
  const cellOf = (value: unknown): string => {
    const guarded = guardFormula(value === null || value === undefined ? '' : String(value));
    return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  const rows = applications.map((one) => CSV_COLUMNS.map((column) => cellOf(CELLS[column](one))).join(','));
  return Buffer.from(`\uFEFF${[CSV_COLUMNS.join(','), ...rows].map((row) => `${row}\r\n`).join('')}`);
}

/** A table has one word for "empty" and "not there"; key, origins and time of capture are not in it. */
const inTable = ({
  id,
  posting,
  outcome,
  stage,
  appliedOn,
  followUpOn,
  priority,
  tags,
  notes,
  createdAt,
  updatedAt,
}: Application): unknown => ({
  id,
  save: {
    posting: { ...posting, location: posting.location || null, description: posting.description || null },
    stage,
    appliedOn,
    followUpOn,
    priority,
    tags,
    notes,
  },
  outcome,
  createdAt,
  updatedAt,
});

describe('our own CSV export', () => {
  it('comes back with every field equal, for 2,500 applications of more than 10,000 arbitrary texts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(application, { minLength: 100, maxLength: 100, selector: ({ id }) => id }), async (applications) => {
        const { rows, questions, dialect } = await readImport(toCsv(applications));
        expect([dialect, questions]).toEqual(['jackdaw_csv', []]);
        expect(rows.map(({ problems, extra }) => ({ problems, extra }))).toEqual(applications.map(() => ({ problems: [], extra: {} })));
        expect(rows.map((row) => row.application)).toMatchObject(applications.map(inTable) as object[]);
      }),
      { numRuns: 25 },
    );
  });

  it('comes back when it holds nothing', async () => expect((await readImport(toCsv([]))).rows).toEqual([]));

  it('comes back with the longest texts that the contract takes', async () => {
    const [one] = fc.sample(application, 1);
    const longest = v.parse(Application, {
      ...one,
      posting: { ...one!.posting, description: '"é'.repeat(100_000) },
      notes: '=🪁'.repeat(33_000),
    });
    const { rows } = await readImport(toCsv([longest]));
    expect(rows[0]?.problems).toEqual([]);
    expect(rows[0]?.application?.save).toMatchObject({ notes: longest.notes, posting: { description: longest.posting.description } });
  });
});

const eventsOf = (applicationId: string, ids: readonly string[], at: string): Event[] =>
  ids.map((id) => ({
    id,
    applicationId,
    kind: EVENT_KINDS[id.charCodeAt(0) % EVENT_KINDS.length]!,
    at,
    by: 'Chrome',
    before: { stage: 'saved', tags: ['a', null] },
    after: { 'posting.salary': { min: 1.5 } },
  }));
const snapshotsOf = (applicationId: string, ids: readonly string[], body: string, capturedAt: string): Snapshot[] =>
  ids.map((id) => ({ id, applicationId, capturedAt, text: body, contentHash: createHash('sha256').update(body).digest('hex') }));

const kept = fc.record({
  one: application,
  trashed: fc.boolean(),
  eventIds: fc.array(fc.uuid(), { maxLength: 3 }),
  snapshotIds: fc.array(fc.uuid(), { maxLength: 2 }),
  body: text.map((any) => any.replaceAll('\0', '')),
  at: instant,
});
const backup = fc.uniqueArray(kept, { maxLength: 20, selector: ({ one }) => one.id }).map((all): Backup => ({
  format: 'jackdaw-backup',
  version: 1,
  exportedAt: '2026-11-22T20:15:00.000Z',
  applications: all.filter(({ trashed }) => !trashed).map(({ one }) => one),
  trash: all.filter(({ trashed }) => trashed).map(({ one, at }) => ({ ...one, deletedAt: at })),
  snapshots: all.flatMap(({ one, snapshotIds, body, at }) => snapshotsOf(one.id, snapshotIds, body, at)),
  events: all.flatMap(({ one, eventIds, at }) => eventsOf(one.id, eventIds, at)),
}));

/** A backup made again from what an import read. */
async function backAgain(original: Backup): Promise<unknown> {
  const { rows } = await readImport(Buffer.from(JSON.stringify(original)));
  expect(rows.filter(({ verdict }) => verdict !== 'new')).toEqual([]);
  const all = rows.flatMap(({ application: read }) => read ?? []);
  const again = all.map(({ id, save, outcome, createdAt, updatedAt, deletedAt }) => {
    const { snapshot: _, ...saved } = save;
    return { id, ...saved, outcome, createdAt, updatedAt, deletedAt };
  });
  return {
    applications: again.filter(({ deletedAt }) => deletedAt === null),
    trash: again.filter(({ deletedAt }) => deletedAt !== null),
    snapshots: all.flatMap(({ snapshots }) => snapshots),
    events: all.flatMap(({ events }) => events),
  };
}
const withoutNumbers = ({ applications, trash, snapshots, events }: Backup): unknown => {
  const all = [...applications, ...trash].map(({ id }) => id);
  const inOrder = <T extends { applicationId: string }>(items: T[]): T[] =>
    items.toSorted((a, b) => all.indexOf(a.applicationId) - all.indexOf(b.applicationId));
  const bare = (list: Application[]): unknown[] =>
    list.map((one) => {
      const { changeNumber: _, ...rest } = one;
      return rest;
    });
  return { applications: bare(applications), trash: bare(trash), snapshots: inOrder(snapshots), events: inOrder(events) };
};

describe('a JSON backup', () => {
  it('is valid by the contract, and comes back equal but for change numbers', async () => {
    await fc.assert(
      fc.asyncProperty(backup, async (original) => {
        expect(v.is(Backup, original)).toBe(true);
        expect(await backAgain(original)).toEqual(withoutNumbers(original));
      }),
      { numRuns: 40 },
    );
  });

  it('may be cut into parts that each import alone and lose nothing together', async () => {
    await fc.assert(
      fc.asyncProperty(backup, fc.integer({ min: 1, max: 20_000 }), async (original, maxLength) => {
        const parts = splitBackup(original, maxLength);
        const single = parts.filter((part) => part.applications.length + part.trash.length <= 1);
        expect(parts.filter((part) => !single.includes(part)).every((part) => JSON.stringify(part).length <= maxLength)).toBe(true);
        const joined = (key: 'applications' | 'trash' | 'snapshots' | 'events'): unknown[] => parts.flatMap((part): unknown[] => part[key]);
        const whole = withoutNumbers({
          ...original,
          applications: joined('applications') as Application[],
          trash: joined('trash') as Application[],
          snapshots: joined('snapshots') as Snapshot[],
          events: joined('events') as Event[],
        });
        expect(whole).toEqual(withoutNumbers(original));
        for (const part of parts) expect(await backAgain(part)).toEqual(withoutNumbers(part));
      }),
      { numRuns: 15 },
    );
  });
});
