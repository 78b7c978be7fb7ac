import { readFileSync, writeFileSync } from 'node:fs';
import { POSTING_FIELDS, type PostingField } from '../../contract/posting.ts';
import type { Finding } from '../../extension/capture/capture.ts';
import { CONFIDENCE, confidenceOf } from '../../extension/capture/confidence-table.ts';
import { draftToPosting } from '../../extension/capture/draft-to-posting.ts';
import { rank } from '../../extension/capture/rank.ts';
import { SITES } from '../../extension/capture/sites/index.ts';
import type { CorpusPage } from '../../tests/browser/corpus.ts';
import type { Measured } from './capture-pages.ts';
import { type Answer, faultsOf, type Labels, readLabels } from './capture-score.ts';

const FILE = 'extension/capture/confidence-table.ts';
/** Weight of what is known of the field alone, in pages: a reader seen on two pages says little. */
const PRIOR = 5;
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

type Table = Record<string, Partial<Record<PostingField, number>>>;
const SITE_NAMES = new Set(SITES.map((site) => site.name));

/** The row of the table that a reader's findings start from. */
const rowOf = (reader: string): string => (reader in CONFIDENCE ? reader : 'site');

/** Readers that have no row and are no site either: the engine takes them for a site, which is too much honour. */
export const unknownReaders = (measured: readonly Measured[]): string[] => [
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
export function judge(measured: readonly Measured[]): Judged[] {
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
  /** Shrunken towards the field's mean over all readers, 0 to 1. */
  share: number;
}

/** The share of right first answers per row and field: a Beta prior around the field's mean, and each site weighed down to a few pages. */
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
    const share = (right + PRIOR * (means.get(known) ?? 0.5)) / (all + PRIOR);
    return { row, field: known, right: list.filter((one) => one.right).length, wrong: list.filter((one) => !one.right).length, share };
  });
}

/** The table as it stands, with what was measured in the place of what was not; cells that nobody read stay. */
export function tableFrom(estimates: readonly Estimate[]): Table {
  const table: Table = Object.fromEntries(Object.entries(CONFIDENCE).map(([row, fields]) => [row, { ...fields }]));
  for (const { row, field, share } of estimates) {
    const fields = (table[row] ??= {});
    fields[field] = Math.round(share * 100) / 100;
  }
  return table;
}

/** The answers that the same findings give under another table; `tableFor` may differ from page to page. */
export function rerank(measured: readonly Measured[], tableFor: (one: Measured) => Table): Answer[] {
  return measured.map((one) => {
    const table = tableFor(one);
    const findings = one.findings.map((finding) => ({
      ...finding,
      confidence: (table[rowOf(finding.reader)]?.[finding.field] ?? 0) * trustOf(finding),
    }));
    return { id: one.page.id, posting: one.one ? draftToPosting(rank(findings)) : null };
  });
}

/** The honest question: each page answered under a table that its own site had no part in. */
export function answersLeavingSitesOut(measured: readonly Measured[], judged: readonly Judged[]): Answer[] {
  const tables = new Map<string, Table>();
  return rerank(measured, ({ page }) => {
    const site = siteKey(page);
    let table = tables.get(site);
    if (!table) tables.set(site, (table = tableFrom(estimate(judged.filter((one) => one.site !== site)))));
    return table;
  });
}

/** What the form says of its own answers: of those with a confidence from `from` up to the next step, how many are right. */
export function calibrate(measured: readonly Measured[]): { from: number; right: number; all: number }[] {
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

/** Puts measured numbers into the source file, in its own order; running it again on the same pages changes nothing. */
export function writeTable(table: Table): void {
  const source = readFileSync(FILE, 'utf8');
  const start = source.indexOf('= {', source.indexOf('export const CONFIDENCE'));
  const end = source.indexOf('\n};', start);
  if (start === -1 || end === -1) throw new Error(`${FILE} has no CONFIDENCE to replace.`);
  const key = (name: string) => (/^\w+$/.test(name) ? name : `'${name}'`);
  const rows = Object.entries(table).map(([row, fields]) => {
    const cells = POSTING_FIELDS.filter((field) => fields[field] !== undefined).map((field) => `${field}: ${fields[field]}`);
    return `  ${key(row)}: { ${cells.join(', ')} },`;
  });
  writeFileSync(FILE, `${source.slice(0, start)}= {\n${rows.join('\n')}${source.slice(end)}`);
}
