import { createBudget, untilSpent, type Budget } from './budget.ts';
import type { Capture, Finding, Reading } from './capture.ts';
import { readCountry } from './country.ts';
import { employerNames, withoutEmployer, type EmployerNames } from './employer-in-place.ts';
import { employersOf } from './employer-or-publisher.ts';
import type { FieldContext } from './fields/context.ts';
import { readMonthFirst } from './fields/day.ts';
import { hasCity } from './fields/places.ts';
import { htmlToMarkdown, linesToMarkdown } from './fields/markdown.ts';
import { parseLocation } from './fields/location.ts';
import { parseWorkplaceType } from './fields/workplace-type.ts';
import type { Line } from './lines.ts';
import { createPage, linesIn, type Page } from './page.ts';
import { copyPage, type PageCopy, type SiteFound } from './page-copy.ts';
import { parseReading } from './parse-field.ts';
import { postingKey } from './posting-key.ts';
import { rank } from './rank.ts';
import { siteNamed } from './sites/index.ts';
import { brandOf } from './sources/boards.ts';
import { readCompanyNear, readCompanySentences, readPublisher } from './sources/company-evidence.ts';
import { readDocumentTitle } from './sources/document-title.ts';
import { readEmbeddedState } from './sources/embedded-state.ts';
import { readHeadline, type Headline } from './sources/headings.ts';
import { readPostingNode } from './sources/json-ld.ts';
import { OCCUPATION } from './sources/job-words.ts';
import { readLabelValues } from './sources/label-values.ts';
import { readAsides, readNearHeadline, readPlaceBesideEmployer } from './sources/near-headline.ts';
import { markBeside, markConsent } from './sources/noise.ts';
import { readProse } from './sources/prose.ts';
import { markSiteBeside, readPane, readSite } from './sources/site-reader.ts';
import { readBody, type Body } from './sources/structure.ts';
import { findPane, markList } from './split-view.ts';
import {
  chooseStructured,
  doubtedTitles,
  isGeneratedDeadline,
  leftOverTitles,
  readStructured,
  structuredTitle,
  type Structured,
} from './structured.ts';
import { fold, squash } from './text.ts';
import type { Box } from './tree.ts';
import { isCredible, isPay, isShown, shownNumbers } from './unseen-pay.ts';
import { mostRepeated, readVerdict } from './verdict.ts';

interface Description {
  text: string;
  /** The data's text where the page isn't rendered yet, or the tab isn't open. */
  fromData: boolean;
  readings: Reading[];
}

function describe(page: Page, body: Body | null, structured: Structured | undefined): Description {
  const text = body ? linesToMarkdown(body.lines, page.url) : '';
  const raw = structured?.node['description'];
  const data = typeof raw === 'string' ? htmlToMarkdown(raw) : '';
  const fromData = data.length > 200 && squash(text).length < squash(data).length * 0.55;
  const readings: Reading[] = [];
  if (text && !fromData) readings.push({ field: 'description', raw: text, reader: 'structure', via: 'densest text', markdown: true });
  if (data)
    readings.push({
      field: 'description',
      raw: data,
      reader: fromData ? 'structure' : (structured?.reader ?? 'json-ld'),
      via: 'description',
      markdown: true,
    });
  return { text: fromData ? data : text, fromData, readings };
}

/** Words that say where one works, inside the title and the location. */
function* readTitleWords(headline: string | null, locations: readonly string[]): Generator<Reading> {
  if (headline && parseWorkplaceType(headline)) yield { field: 'workplaceType', raw: headline, reader: 'title-words', via: 'in the title' };
  for (const location of locations)
    // "Zürich, Remote" leaves it open; "Remote, Canada" does not.
    if (parseWorkplaceType(location) && (parseWorkplaceType(location) === 'HYBRID' || !hasCity(location) || /\/|\bor\b/i.test(location)))
      yield { field: 'workplaceType', raw: location, reader: 'location-words', via: 'in the location' };
}

interface Evidence {
  lines: readonly Line[];
  headline: Headline | null;
  structured: Structured | undefined;
  leftOver: readonly string[];
  body: Body | null;
  pane: Box | null;
}

function* readTitles(page: Page, { headline, leftOver, pane }: Evidence): Generator<Reading> {
  if (headline) {
    const reader = headline.agreed || headline.score >= 5 ? 'headings' : 'headings-weak';
    yield { field: 'title', raw: headline.text, reader, via: headline.via };
  }
  if (pane) return;
  const brand = squash(brandOf(page.url).name);
  const sources = [
    { text: page.documentTitle, reader: 'document-title', via: '<title>' },
    { text: page.meta.get('og:title') ?? '', reader: 'open-graph', via: 'og:title' },
  ];
  for (const { text, reader, via } of sources) {
    if (leftOver.some((title) => squash(text).includes(title))) continue;
    const parts = readDocumentTitle(text, headline?.text ?? null, brand);
    if (parts.title && !headline) yield { field: 'title', raw: parts.title, reader, via };
    // A document's title that doesn't name the posting names the site.
    const named = !headline || squash(text).includes(squash(headline.text)) || (parts.title !== null && OCCUPATION.test(fold(parts.title)));
    if (parts.company) yield { field: 'company', raw: parts.company, reader: named ? 'document-title' : 'site-name', via };
    if (parts.location) yield { field: 'location', raw: parts.location, reader: 'document-title', via };
  }
}

/** What is at hand already and costs no walk through the page: read also when the time is over. */
function* readAtHand(page: Page, site: SiteFound | null, evidence: Evidence): Generator<Reading> {
  const { lines, structured, pane } = evidence;
  if (site) yield* readSite(page, site, lines, pane);
  if (structured)
    for (const reading of readPostingNode(structured.node, structured.reader)) if (reading.field !== 'description') yield reading;
  yield* readTitles(page, evidence);
}

function* readThrough(page: Page, { lines, headline, structured, body, pane }: Evidence): Generator<Reading> {
  const { root } = page.tree;
  if (!root) return;
  if (!pane) yield* readEmbeddedState(page, headline?.text ?? '');
  yield* readLabelValues(page, lines, pane ?? root);
  if (headline?.line) yield* readNearHeadline(lines, headline.line);
  yield* readAsides(lines, page.budget);
  yield* readCompanySentences(body?.lines ?? lines);
  if (!pane) yield* readPublisher(page, page.lines, headline?.line ?? null);
  const description = describe(page, body, structured);
  yield* readProse(description.fromData ? description.text.split('\n') : (body?.lines ?? []).map((line) => line.text), page.budget);
  yield* description.readings;
}

/** What can only be read once the others have: names and places are looked up again beside the headline. */
function* readAgain(
  page: Page,
  readings: readonly Reading[],
  { headline, lines }: Evidence,
  locations: readonly string[],
  employers: EmployerNames,
): Generator<Reading> {
  yield* readTitleWords(headline?.text ?? null, locations);
  if (!headline?.line) return;
  const names = readings
    .filter((reading) => reading.field === 'company' && typeof reading.raw === 'string')
    .map((reading) => String(reading.raw));
  yield* readCompanyNear(page, lines, headline.line, names, new Set(locations.map(squash)));
  yield* readPlaceBesideEmployer(lines, headline.line, new Set([...employers.named, ...employers.published]));
}

/** A heading that nothing agrees with loses against a document's title that says an occupation: on forms the headings are the form's. */
function isOutdone(headline: Headline, page: Page, doubted: readonly string[]): boolean {
  if (doubted.some((title) => squash(page.documentTitle).includes(title))) return false;
  // A first heading that the address repeats is the page's own, whatever `<title>` was left behind.
  if (OCCUPATION.test(fold(headline.text)) || headline.score >= 6) return false;
  const { title } = readDocumentTitle(page.documentTitle, null, squash(brandOf(page.url).name));
  return title !== null && OCCUPATION.test(fold(title));
}

const FORM_TEXT = new Set(['prose', 'sentences', 'sentences-weak', 'structure']);
const SHOWN_FACTS = ['location', 'employmentType', 'salary', 'datePosted', 'validThrough', 'workplaceType'];

const PARSED_ANYWAY = 200;

/** How a copy is to be read. */
export interface CopyOptions {
  budget: Budget;
  /** Relative dates on the page are resolved against it. */
  capturedAt: Date;
  /** False for a saved page of unknown age: then "2 days ago" tells nothing. True unless told. */
  datesAreRelativeToCapture?: boolean;
  /** False: as if no site were known, to see what holds for every page. */
  sites?: boolean;
  /** Is shown everything that goes into the ranking; for measuring. */
  onFindings?: (findings: readonly Finding[]) => void;
}

/** Reads the one posting in a page's copy. Never throws for a strange page; when the time is over, it answers with what was found so far. */
export function captureCopy(
  copy: PageCopy,
  { budget, capturedAt, datesAreRelativeToCapture = true, sites = true, onFindings }: CopyOptions,
): Capture {
  const page = createPage(copy, budget, capturedAt, datesAreRelativeToCapture);
  const { url } = copy;
  const site = sites ? copy.site : null;
  const distrusts = site ? siteNamed(site.name)?.distrusts : undefined;
  const { root } = page.tree;
  const known = readPane(page, site);
  const open = known ? null : findPane(page.lines, page.documentTitle, budget);
  const pane = known ?? (open?.named ? null : (open?.box ?? null));
  if (open?.named) markList(page.lines, open);
  const lines = pane ? linesIn(page, pane) : page.lines;
  const all = readStructured(page);
  markSiteBeside(page, site);
  markConsent(lines, null, budget);
  markBeside(lines, null, budget);
  const doubted = pane ? [] : doubtedTitles(all.slice(0, 20), page);
  const found = readHeadline(page, lines, all.slice(0, 20).map(structuredTitle).filter(Boolean), pane, doubted);
  const headline = found && !found.agreed && !pane && isOutdone(found, page, doubted) ? null : found;
  markConsent(lines, headline?.line ?? null, budget);
  markBeside(lines, headline?.line ?? null, budget);
  const textLength = lines.reduce((sum, line) => sum + line.text.length, 0);
  const leftOver = pane ? [] : leftOverTitles(all, page, headline, textLength);
  const { structured, trust } = chooseStructured(all, page, { headline, leftOver, pane, textLength });
  const body = root ? readBody(lines, pane ?? root, headline?.line ?? null, budget) : null;
  const evidence: Evidence = { lines, headline, structured, leftOver, body, pane };
  const read = employersOf(
    [...readAtHand(page, site, evidence), ...untilSpent(readThrough(page, evidence), budget)].filter(
      ({ field, reader }) => !distrusts?.[reader]?.includes(field),
    ),
  );
  const employers = employerNames(read);
  let readings = read.map((reading) => withoutEmployer(reading, employers));
  const locations = readings
    .filter((reading) => reading.field === 'location')
    .map((reading) => parseLocation(reading.raw))
    .filter((text) => text !== null)
    .slice(0, 6);
  readings = employersOf([...readings, ...untilSpent(readAgain(page, readings, evidence, locations, employers), budget)]);
  const context: FieldContext = {
    language: page.language,
    country: readCountry(page, locations[0] ?? null, all),
    capturedAt,
    relativeDates: page.datesAreRelativeToCapture,
    monthFirst: readMonthFirst([...untilSpent(lines, budget)].map((line) => line.text)),
  };
  const generated = structured !== undefined && isGeneratedDeadline(structured.node, context);
  const numbers = shownNumbers(untilSpent(lines, budget), context.country);
  const findings: Finding[] = [];
  for (const [at, reading] of readings.entries()) {
    // What was found before the time was over is parsed all the same, for it costs little; not the ten thousandth label.
    if (at >= PARSED_ANYWAY && budget.isSpent()) break;
    const fromData = reading.reader === structured?.reader;
    const finding = parseReading(reading, context, fromData ? trust * (generated && reading.field === 'validThrough' ? 0.5 : 1) : 1);
    if (!finding) continue;
    // Boards make up pay for search engines: on a rendered page it must be seen, or fit all the rest.
    if (fromData && isPay(finding) && textLength > 600 && !isShown(finding, numbers))
      finding.confidence *= structured && trust === 1 && isCredible(finding, structured.node, lines, context) ? 0.75 : 0.6;
    findings.push(finding);
  }
  onFindings?.(findings);
  let draft = rank(findings);
  const facts = SHOWN_FACTS.filter((field) =>
    findings.some((finding) => finding.field === field && /^(?:label-values|near-headline)$/.test(finding.reader)),
  ).length;
  const key = postingKey(url);
  const employerLabelled = findings.some((finding) => finding.field === 'company' && finding.reader === 'label-values');
  const verdict = readVerdict(page, lines, {
    headline,
    body,
    pane,
    structured: trust >= 0.75,
    structuredCount: all.length,
    titleOnly: headline ? null : (draft.title?.[0]?.value ?? null),
    facts: facts + (employerLabelled ? 1 : 0),
    known: sites && key !== null && !key.startsWith('url:'),
    repeated: mostRepeated(findings),
  });
  // The text of an application form is not the posting's, nor what is asked in it a fact.
  if (verdict.kind === 'form') draft = rank(findings.filter(({ reader }) => !FORM_TEXT.has(reader)));
  return {
    url: url.href,
    capturedAt: capturedAt.toISOString(),
    verdict,
    draft,
    postingKey: key,
    language: page.language || null,
    incomplete: !page.whole || budget.leftMs() === 0,
  };
}

/** What a capture is asked of: a document at an address, at an instant. */
export interface PageSource {
  document: Document;
  url: URL;
  capturedAt: Date;
  /** See `PageCopy`; not known unless told. */
  openedAs?: URL | null;
}

export interface PageOptions extends Partial<CopyOptions> {
  /** Time for the whole capture; 1,500 ms unless told. */
  budgetMs?: number;
}

/** Reads the one posting that a document shows: both steps of a capture in one place. Never throws for a strange page, never changes it, runs none of its scripts. */
export function capturePage(
  { document, url, capturedAt, openedAs = null }: PageSource,
  { budgetMs = 1500, ...options }: PageOptions = {},
): Capture {
  const budget = options.budget ?? createBudget(budgetMs);
  return captureCopy(copyPage(document, url, budget, openedAs), { ...options, budget, capturedAt });
}
