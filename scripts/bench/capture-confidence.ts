import { readFileSync, writeFileSync } from 'node:fs';
import { POSTING_FIELDS, type PostingField } from '../../contract/posting.ts';
import type { Draft, Finding } from '../../extension/capture/capture.ts';
import { CONFIDENCE, confidenceOf, LEAST } from '../../extension/capture/confidence-table.ts';
import { draftToPosting } from '../../extension/capture/draft-to-posting.ts';
import { rank } from '../../extension/capture/rank.ts';
import { SITES } from '../../extension/capture/sites/index.ts';
import type { CorpusPage } from '../../tests/browser/corpus.ts';
import type { ReadPage } from './capture-pages.ts';
import { type Answer, faultsOf, type Labels, readLabels } from './capture-score.ts';
import { PRIOR } from './confidence-prior.ts';

const FILE = 'extension/capture/confidence-table.ts';
/**
 * Weight of what was believed before, in pages. Chosen by answering each page with a table that its own site had no part in: with 10 and fewer the few
 * pages on which a rare reader was seen outvote all others (97.4 % of stated fields and less). 20 and 40 lose something too, against the table before
 * (98.9 % of stated fields and 98.0 % of answers; 97.9 % and 98.9 %), and only 80 matched it. As 20 was chosen over the same corpus, what it is measured
 * to reach there, also with each site left out, is more than can be hoped for elsewhere.
 */
const PRIOR_PAGES = 20;
/** Floors that are tried, in hundredths. */
const [LOWEST_FLOOR, HIGHEST_FLOOR] = [35, 60];
/** A site counts as this many pages at most, however many of its pages there are: the next page will be another site's. */
const MOST_OF_A_SITE = 3;
/** Structured data that agrees less with the page is discounted when it is read; its share of right answers is not the reader's. */
const LEAST_TRUST = 0.75;

/** One reader's first answer about one field of one page, against the label. */
export interface Judged {
  reader: string;
  field: PostingField;
  page: string;
  site: string;
  right: boolean;
}

/** What capturePage leaves out of a form's draft. */
const FORM_TEXT = new Set(['prose', 'sentences', 'sentences-weak', 'structure']);
const NO_FLOOR = Object.fromEntries(POSTING_FIELDS.map((field) => [field, 0])) as Record<PostingField, number>;

type Table = Record<string, Partial<Record<PostingField, number>>>;
const SITE_NAMES = new Set(SITES.map((site) => site.name));

/** The row of the table that a reader's findings start from. */
const rowOf = (reader: string): string => (reader in CONFIDENCE ? reader : 'site');

/** Readers that have no row and are no site either: the engine takes them for a site, which is too much honour. */
export const unknownReaders = (measured: readonly ReadPage[]): string[] => [
  ...new Set(
    measured
      .flatMap(({ findings }) => findings.map(({ reader }) => reader))
      .filter((reader) => !(reader in CONFIDENCE) && !SITE_NAMES.has(reader)),
  ),
];

const trustOf = (finding: Finding): number => {
  const base = confidenceOf(finding.reader, finding.field);
  return base > 0 ? Math.min(1, finding.confidence / base) : 1;
};

/** Salary is one finding and four labels: wrong if one of the four is, right if an amount is and none is wrong. */
function isRight(field: PostingField, faults: ReadonlyMap<string, string>): boolean {
  if (field !== 'salary') return !faults.has(field);
  const amounts = ['salaryMin', 'salaryMax'].map((part) => faults.get(part));
  const others = ['salaryCurrency', 'salaryPeriod'].map((part) => faults.get(part));
  return amounts.every((fault) => fault === undefined) && others.every((fault) => fault === undefined || fault === 'missed');
}

/** Pages that share a layout: a site's labels differ in what stands in brackets, and employers' own pages have nothing in common. */
function siteKey({ id, site = id }: CorpusPage): string {
  const name = site.toLowerCase().replace(/[ (.].*$/, '');
  return name === 'company-page' ? id : name;
}

/** Judges each reader's first trusted finding of each field, on pages that show a posting, with the corpus's own scorer. */
export function judge(measured: readonly ReadPage[]): Judged[] {
  const labels = new Map(readLabels().map((line) => [line.id, line]));
  const answers: Answer[] = [];
  const asked: Labels[] = [];
  const about: (Omit<Judged, 'right'> & { id: string })[] = [];
  for (const { page, findings } of measured) {
    const label = labels.get(page.id);
    if (!label || page.expected === null || page.kind === 'shell') continue;
    const firsts = new Map<string, Map<PostingField, Finding>>();
    for (const finding of findings) {
      if (trustOf(finding) < LEAST_TRUST) continue;
      const ofReader = firsts.get(finding.reader) ?? new Map<PostingField, Finding>();
      firsts.set(finding.reader, ofReader);
      if (!ofReader.has(finding.field)) ofReader.set(finding.field, finding);
    }
    for (const [reader, ofReader] of firsts) {
      const id = `${page.id}#${reader}`;
      asked.push({ ...label, id });
      answers.push({ id, posting: Object.fromEntries([...ofReader].map(([field, { value }]) => [field, value])) });
      // A label that says nothing of the text's ends can't judge a description.
      for (const field of ofReader.keys())
        if (field !== 'description' || page.expected['descriptionStarts'] !== null)
          about.push({ id, reader, field, page: page.id, site: siteKey(page) });
    }
  }
  const faults = faultsOf(answers, asked);
  return about.map(({ id, ...what }) => ({ ...what, right: isRight(what.field, faults.get(id) ?? new Map()) }));
}

export interface Estimate {
  row: string;
  field: PostingField;
  right: number;
  wrong: number;
  /** Shrunken towards what was believed before, 0 to 1. */
  share: number;
}

/** The share of right first answers per row and field, what was believed before counted as so many pages, and each site weighed down to a few. */
export function estimate(judged: readonly Judged[]): Estimate[] {
  const cells = new Map<string, Judged[]>();
  for (const one of judged) {
    const key = `${rowOf(one.reader)} ${one.field}`;
    cells.set(key, [...(cells.get(key) ?? []), one]);
  }
  const weigh = (list: readonly Judged[]) => {
    const pages = new Map<string, number>();
    for (const { site } of list) pages.set(site, (pages.get(site) ?? 0) + 1);
    const weight = ({ site }: Judged) => Math.min(1, MOST_OF_A_SITE / (pages.get(site) ?? 1));
    return {
      right: list.reduce((sum, one) => sum + (one.right ? weight(one) : 0), 0),
      all: list.reduce((sum, one) => sum + weight(one), 0),
    };
  };
  const means = new Map(
    POSTING_FIELDS.map((field) => {
      const { right, all } = weigh(judged.filter((one) => one.field === field));
      return [field, (right + 1) / (all + 2)] as const;
    }),
  );
  return [...cells].map(([key, list]) => {
    const [row = '', field = ''] = key.split(' ');
    const known = field as PostingField;
    const { right, all } = weigh(list);
    const before = PRIOR[row]?.[known] ?? means.get(known) ?? 0.5;
    const share = (right + PRIOR_PAGES * before) / (all + PRIOR_PAGES);
    return { row, field: known, right: list.filter((one) => one.right).length, wrong: list.filter((one) => !one.right).length, share };
  });
}

/** What was believed before, with what was measured in the place of what was; cells that nobody read stay. */
export function tableFrom(estimates: readonly Estimate[]): Table {
  const table: Table = Object.fromEntries(Object.entries(PRIOR).map(([row, fields]) => [row, { ...fields }]));
  for (const { row, field, share } of estimates) {
    const fields = (table[row] ??= {});
    fields[field] = Math.round(share * 100) / 100;
  }
  return table;
}

type Floors = Readonly<Record<PostingField, number>>;
export interface Measurement {
  table: Table;
  floors: Floors;
}

/** The same page's findings ranked under another table, with no floor. */
function draftUnder({ findings, capture }: ReadPage, table: Table): Draft {
  const asked = capture.verdict.kind === 'form' ? findings.filter(({ reader }) => !FORM_TEXT.has(reader)) : findings;
  const again = asked.map((finding) => ({
    ...finding,
    confidence: (table[rowOf(finding.reader)]?.[finding.field] ?? 0) * trustOf(finding),
  }));
  return rank(again, NO_FLOOR);
}

/** The answers that the same findings give under another table and other floors; `measuredFor` may differ from page to page. */
export function rerank(pages: readonly ReadPage[], measuredFor: (one: ReadPage) => Measurement): Answer[] {
  return pages.map((one) => {
    const { table, floors } = measuredFor(one);
    const draft = draftUnder(one, table);
    for (const field of POSTING_FIELDS) if ((draft[field]?.[0]?.confidence ?? 0) < floors[field]) delete draft[field];
    return { id: one.page.id, posting: one.one ? draftToPosting(draft) : null };
  });
}

interface Winner {
  field: PostingField;
  site: string;
  confidence: number;
  right: boolean;
}

/** The best answer of each field and page under a table, judged: what a floor lets through or holds back. */
function judgeWinners(pages: readonly ReadPage[], table: Table): Winner[] {
  const shown = pages.filter(({ page }) => page.expected !== null && page.kind !== 'shell');
  const drafts = shown.map((one) => draftUnder(one, table));
  const faults = faultsOf(
    shown.map(({ page }, at) => ({ id: page.id, posting: draftToPosting(drafts[at] ?? {}) })),
    readLabels(),
  );
  return shown.flatMap(({ page }, at) =>
    POSTING_FIELDS.flatMap((field) => {
      const confidence = drafts[at]?.[field]?.[0]?.confidence;
      if (confidence === undefined || (field === 'description' && page.expected?.['descriptionStarts'] === null)) return [];
      return [{ field, site: siteKey(page), confidence, right: isRight(field, faults.get(page.id) ?? new Map()) }];
    }),
  );
}

/** Per field the floor that gives the most right answers less wrong ones, a wrong one costing as much as a right one brings: the middle of those that do. */
function floorsFrom(winners: readonly Winner[]): Floors {
  const floorOf = (field: PostingField): number => {
    const list = winners.filter((one) => one.field === field);
    let most = Number.NEGATIVE_INFINITY;
    let best: number[] = [];
    for (let floor = LOWEST_FLOOR; floor <= HIGHEST_FLOOR; floor += 1) {
      const gain = list.reduce((sum, { confidence, right }) => sum + (confidence * 100 < floor ? 0 : right ? 1 : -1), 0);
      if (gain > most) best = [];
      if (gain >= most) best.push(floor);
      most = Math.max(most, gain);
    }
    return Math.round(((best[0] ?? 0) + (best.at(-1) ?? 0)) / 2) / 100;
  };
  return Object.fromEntries(POSTING_FIELDS.map((field) => [field, floorOf(field)])) as Record<PostingField, number>;
}

/** Table and floors from all pages but those of one site, or from all. */
export function measure(pages: readonly ReadPage[], judged: readonly Judged[], withoutSite?: string): Measurement {
  const table = tableFrom(estimate(judged.filter((one) => one.site !== withoutSite)));
  return {
    table,
    floors: floorsFrom(
      judgeWinners(
        pages.filter(({ page }) => siteKey(page) !== withoutSite),
        table,
      ),
    ),
  };
}

/** The honest question: each page answered by a measurement that its own site had no part in. */
export function answersLeavingSitesOut(pages: readonly ReadPage[], judged: readonly Judged[]): Answer[] {
  const bySite = new Map<string, Measurement>();
  return rerank(pages, ({ page }) => {
    const site = siteKey(page);
    let measured = bySite.get(site);
    if (!measured) bySite.set(site, (measured = measure(pages, judged, site)));
    return measured;
  });
}

/** What the form says of its own answers: of those with a confidence from `from` up to the next step, how many are right. */
export function calibrate(measured: readonly ReadPage[]): { from: number; right: number; all: number }[] {
  const labels = readLabels();
  const faults = faultsOf(
    measured.map(({ page, posting }) => ({ id: page.id, posting })),
    labels,
  );
  const steps = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95].map((from) => ({ from, right: 0, all: 0 }));
  for (const { page, capture } of measured) {
    if (page.expected === null || page.kind === 'shell') continue;
    for (const field of POSTING_FIELDS) {
      const confidence = capture.draft[field]?.[0]?.confidence;
      if (confidence === undefined || (field === 'description' && page.expected['descriptionStarts'] === null)) continue;
      const step = steps.findLast(({ from }) => from <= confidence);
      if (!step) continue;
      step.all += 1;
      if (isRight(field, faults.get(page.id) ?? new Map())) step.right += 1;
    }
  }
  return steps;
}

/** Puts measured numbers into the source file, in the prior's order; running it again on the same pages changes nothing. */
export function writeTable({ table, floors }: Measurement): void {
  const source = readFileSync(FILE, 'utf8');
  const key = (name: string) => (/^\w+$/.test(name) ? name : `'${name}'`);
  const cellsOf = (fields: Partial<Record<PostingField, number>>) =>
    POSTING_FIELDS.filter((field) => fields[field] !== undefined).map((field) => `${field}: ${fields[field]}`);
  const rows = Object.entries(table).map(([row, fields]) => `  ${key(row)}: { ${cellsOf(fields).join(', ')} },`);
  const put = (text: string, name: string, body: string): string => {
    const start = text.indexOf('= {', text.indexOf(`export const ${name}`));
    const end = text.indexOf('\n};', start);
    if (start === -1 || end === -1) throw new Error(`${FILE} has no ${name} to replace.`);
    return `${text.slice(0, start)}= {\n${body}${text.slice(end)}`;
  };
  writeFileSync(FILE, put(put(source, 'CONFIDENCE', rows.join('\n')), 'LEAST', `  ${cellsOf(floors).join(', ')},`));
}

/** What the engine uses now, as it would be measured. */
export const NOW: Measurement = { table: CONFIDENCE, floors: LEAST };
