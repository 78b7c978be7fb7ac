import * as v from 'valibot';
import { SaveApplication } from '../../contract/application.ts';
import { NO_ADDRESS_HOST } from '../../contract/imports.ts';
import type { Instant } from '../../contract/text.ts';
import { DATE_FIELDS, type Binding, type TableRow } from './bind-columns.ts';
import type { Field } from './dialect.ts';
import { parseEmploymentType, parseOutcome, parseWorkplaceType } from './field-words.ts';
import type { ImportedRow } from './imported-row.ts';
import type { WrittenDate } from './read-date.ts';
import { RowReader } from './row-reader.ts';
import { foldWord } from './stage-words.ts';

/** Long enough to know a row by. */
const MAX_SHOWN = 200;

type Draft = v.InferInput<typeof SaveApplication>;

/** Parses as `PUT` would; a field that the contract refuses is kept beside the application. `null` where it can't do without that field. */
function parseSave(draft: Draft, reader: RowReader): SaveApplication | null {
  const first = v.safeParse(SaveApplication, draft);
  if (first.success) return first.output;
  const { posting, ...pursuit } = draft;
  const rest: { posting: Record<string, unknown>; pursuit: Record<string, unknown> } = { posting: { ...posting }, pursuit };
  for (const issue of first.issues) {
    const [top, below] = (issue.path ?? []).map(({ key }) => String(key));
    const part = top === 'posting' ? rest.posting : rest.pursuit;
    const field = top === 'posting' ? below : top;
    if (field === undefined || !(field in part)) continue; // an earlier issue was about the same field
    reader.keep(field as Field, issue.message);
    if (field === 'company') part[field] = '';
    else delete part[field];
  }
  const second = v.safeParse(SaveApplication, { posting: rest.posting, ...rest.pursuit });
  return second.success ? second.output : null;
}

const shown = (text: string): string | null => text.trim().slice(0, MAX_SHOWN) || null;

function refused({ row }: TableRow, reader: RowReader, message: string | null): ImportedRow {
  if (message !== null) reader.problems.push({ column: null, message });
  const extra = Object.fromEntries(reader.extra);
  return {
    row,
    verdict: 'refused',
    id: null,
    title: shown(reader.text('title')),
    company: shown(reader.text('company')),
    application: null,
    problems: reader.problems,
    extra,
  };
}

/** Reads one row of a table under what `bindColumns` found; whether it comes twice is the caller's to see. */
export function readRow(tableRow: TableRow, binding: Binding): ImportedRow {
  const { row, cells } = tableRow;
  const reader = new RowReader(binding, cells);
  const { headers, dialect, columnOf } = binding;
  if (cells.slice(headers.length).some((cell) => cell.trim() !== '')) {
    return refused(
      tableRow,
      reader,
      `Has ${cells.length} cells where the header has ${headers.length}: a comma or quotation mark is missing or too many`,
    );
  }
  const title = reader.text('title').trim();
  if (!columnOf.has('title')) reader.waiting = true;
  else if (title === '') return refused(tableRow, reader, 'Has no title');

  const { word, stage, outcome: meant } = reader.stage();
  const dates = Object.fromEntries(DATE_FIELDS.map((field) => [field, reader.date(field)])) as Record<
    (typeof DATE_FIELDS)[number],
    WrittenDate | null
  >;
  const elsewhere =
    dialect.appliedOnMeans && Object.entries(dialect.appliedOnMeans).find(([meaning]) => foldWord(meaning) === foldWord(word))?.[1];
  if (elsewhere !== undefined) [dates[elsewhere], dates.appliedOn] = [dates.appliedOn, null];
  const stageNow = stage ?? dialect.stage ?? (dates.appliedOn === null ? 'saved' : 'applied');
  const stated = reader.parsed('outcome', parseOutcome, 'Is not an outcome');
  if (stated !== null && stageNow !== 'closed') reader.keep('outcome', 'Only a closed application has an outcome');
  const outcome = stageNow === 'closed' ? (stated ?? meant) : null;

  const url = reader.url();
  const id = reader.id(url);
  // Until somebody says which column is the title, nothing tells rows apart.
  const knownId = columnOf.has('title') ? id : null;
  if (url === null && columnOf.has('url') && reader.text('url').trim() === '')
    reader.problems.push({ column: headers[columnOf.get('url') ?? 0] ?? null, message: 'There is no address; the row gets a placeholder' });
  const base = { row, id: knownId, title: shown(title), company: shown(reader.text('company')), problems: reader.problems };
  // Everything is read before it is said to wait, so that one dry run shows every problem.
  const save = parseSave(
    {
      posting: {
        title: title || 'waiting',
        company: reader.text('company'),
        location: reader.text('location') || null,
        workplaceType: reader.parsed('workplaceType', parseWorkplaceType, 'Is not a kind of workplace'),
        employmentType: reader.parsed('employmentType', parseEmploymentType, 'Is not a kind of employment'),
        salary: reader.salary(),
        datePosted: dates.datePosted?.day || null,
        validThrough: dates.validThrough?.day || null,
        description: reader.prose('description') || null,
        url: url ?? `https://${NO_ADDRESS_HOST}/${id}`,
      },
      stage: stageNow,
      appliedOn: dates.appliedOn?.day || null,
      followUpOn: dates.followUpOn?.day || null,
      priority: reader.parsed('priority', (text) => (/^[0-3]$/.test(text) ? Number(text) : null), 'Is not a priority from 0 to 3') ?? 0,
      notes: reader.prose('notes'),
      tags: reader.tags(),
    },
    reader,
  );
  const instant = (date: WrittenDate | null): Instant | null => date?.at || null;
  if (save === null) return refused(tableRow, reader, null);
  const extra = Object.fromEntries(reader.extra);
  if (reader.waiting) return { ...base, verdict: 'needs_answer', application: null, extra };
  const application = {
    id,
    save,
    outcome,
    createdAt: instant(dates.createdAt),
    updatedAt: instant(dates.updatedAt),
    deletedAt: null,
    snapshots: [],
    events: [],
  };
  return { ...base, verdict: 'new', application, extra };
}
