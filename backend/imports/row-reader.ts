import * as v from 'valibot';
import type { Outcome, Stage } from '../../contract/application.ts';
import { splitTags } from '../../contract/csv.ts';
import type { RowProblem } from '../../contract/imports.ts';
import { Salary } from '../../contract/posting.ts';
import { Id, WebUrl } from '../../contract/text.ts';
import { MAX_WORD_LENGTH, textOf, type Binding, type DATE_FIELDS } from './bind-columns.ts';
import type { Field } from './dialect.ts';
import { htmlToMarkdown, isHtml } from './html-to-markdown.ts';
import { parseCurrency, parseNumber, parsePeriod, parseSalary } from './parse-salary.ts';
import { readDate, type WrittenDate } from './read-date.ts';
import { comparableAddress, foldText, rowId } from './row-identity.ts';
import { foldWord } from './stage-words.ts';

const SALARY_FIELDS = ['salary', 'salaryMin', 'salaryMax', 'salaryCurrency', 'salaryPeriod'] as const;

/** One row being read: what its cells said, what could not be read, and whether an answer is missing. */
export class RowReader {
  readonly problems: RowProblem[] = [];
  readonly extra = new Map<string, string>();
  waiting = false;
  readonly #binding: Binding;
  readonly #cells: readonly string[];

  constructor(binding: Binding, cells: readonly string[]) {
    this.#binding = binding;
    this.#cells = cells;
    for (const column of binding.extraColumns) {
      const cell = textOf(cells, column, binding.dialect);
      if (cell.trim() !== '') this.extra.set(binding.headers[column] ?? '', cell);
    }
  }

  text(field: Field): string {
    return textOf(this.#cells, this.#binding.columnOf.get(field), this.#binding.dialect);
  }

  /** Nothing is dropped: a cell that can't be a field's value is kept under its header, with the reason. */
  keep(field: Field, message: string): null {
    this.problems.push({ column: this.#keepCell(field), message });
    return null;
  }

  #keepCell(field: Field): string | null {
    const column = this.#binding.columnOf.get(field);
    const header = column === undefined ? null : (this.#binding.headers[column] ?? null);
    if (header !== null && this.text(field).trim() !== '') this.extra.set(header, this.text(field));
    return header;
  }

  parsed<T>(field: Field, parse: (text: string) => T | null, message: string): T | null {
    const text = this.text(field).trim();
    return text === '' ? null : (parse(text) ?? this.keep(field, message));
  }

  date(field: (typeof DATE_FIELDS)[number]): WrittenDate | null {
    const order = this.#binding.dateOrders.get(this.#binding.columnOf.get(field) ?? -1) ?? null;
    return this.parsed(
      field,
      (text) => {
        const date = readDate(text, order === 'ambiguous' ? null : order);
        if (date !== 'ambiguous') return date;
        this.waiting = true;
        return { day: '', at: '' };
      },
      'Is not a date that exists',
    );
  }

  url(): string | null {
    return this.parsed(
      'url',
      (text) => {
        const address = /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(text) ? `https://${text}` : text;
        return v.is(WebUrl, address) ? address : null;
      },
      'Is not a web address; the row gets a placeholder',
    );
  }

  salary(): Salary | null {
    const whole = this.parsed('salary', parseSalary, 'Is not one amount or range; kept as text');
    if (whole) return whole;
    const own = this.#binding.dialect.own === true;
    const min = this.parsed('salaryMin', parseNumber, 'Is not a number');
    const max = this.parsed('salaryMax', parseNumber, 'Is not a number');
    const currency = this.parsed('salaryCurrency', parseCurrency, 'Is not a currency');
    const period = this.parsed('salaryPeriod', parsePeriod, 'Is not a period of pay');
    // Zero to zero is how products store "not stated".
    if ((min === null && max === null) || (!own && (min ?? 0) === 0 && (max ?? 0) === 0)) return null;
    const salary = v.safeParse(Salary, { min, max, currency, period });
    if (salary.success) return salary.output;
    for (const field of SALARY_FIELDS) if (this.text(field) !== '') this.keep(field, salary.issues[0].message);
    return null;
  }

  /** Status word and meaning; a word that nobody explained leaves the row waiting. */
  stage(): { word: string; stage: Stage | null; outcome: Outcome | null } {
    const word = this.text('stage').trim();
    if (word.length > MAX_WORD_LENGTH) this.keep('stage', 'Is not a status but a text');
    if (word === '' || word.length > MAX_WORD_LENGTH) return { word: '', stage: null, outcome: null };
    const meaning = this.#binding.stages.get(foldWord(word));
    if (!meaning) this.waiting = true;
    // Several words share a stage: "Waiting for referral" says more than `saved`.
    if (this.#binding.dialect.own !== true) this.#keepCell('stage');
    return { word, stage: meaning?.stage ?? null, outcome: meaning?.outcome ?? null };
  }

  prose(field: 'description' | 'notes'): string {
    const text = this.text(field);
    if (this.#binding.dialect.own === true || !isHtml(text)) return text;
    return htmlToMarkdown(text) ?? this.keep(field, 'Is HTML that nests too deeply; kept as it is') ?? '';
  }

  tags(): string[] {
    const text = this.text('tags');
    if (this.#binding.dialect.own) return splitTags(text);
    return text
      .split(/[,;|\n]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  }

  id(url: string | null): Id {
    const { name, own, identity = [] } = this.#binding.dialect;
    const id = v.safeParse(Id, this.text('id').trim());
    if (own && id.success) return id.output;
    if (own && this.text('id') !== '') this.keep('id', 'Is not an id of ours; the row gets a new one');
    if (!own) this.#keepCell('id');
    if (!own && identity.length > 0 && this.text('id').trim() !== '')
      return rowId(
        name,
        identity.map((field) => foldText(this.text(field))),
      );
    const title = foldText(this.text('title'));
    const company = foldText(this.text('company'));
    const address = url === null ? null : comparableAddress(url);
    if (address?.startsWith('linkedin.com/jobs/view/')) return rowId(name, ['address', address]);
    // A careers page is the address of many postings: alone it would take them for one.
    if (address !== null) return rowId(name, ['address', address, title, company]);
    return rowId(name, [
      'words',
      title,
      company,
      ...(['location', 'appliedOn', 'createdAt'] as const).map((field) => foldText(this.text(field))),
    ]);
  }
}
