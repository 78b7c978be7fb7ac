import type { Capture, Finding, Reading } from './capture.ts';
import type { FieldContext } from './fields/context.ts';
import { readMonthFirst } from './fields/day.ts';
import { countryInLocation, countryOf } from './fields/places.ts';
import { htmlToMarkdown, linesToMarkdown } from './fields/markdown.ts';
import { parseLocation } from './fields/location.ts';
import { parseTitle } from './fields/title.ts';
import { parseWorkplaceType } from './fields/workplace-type.ts';
import { createPage, linesIn, type Page, type PageOptions, type PageSource } from './page.ts';
import { parseReading } from './parse-field.ts';
import { postingKey } from './posting-key.ts';
import { rank } from './rank.ts';
import { siteOf } from './sites/index.ts';
import type { Site } from './sites/site.ts';
import { readCompanyNear, readCompanySentences, readPublisher } from './sources/company-evidence.ts';
import { brandOf } from './sources/boards.ts';
import { readDocumentTitle } from './sources/document-title.ts';
import { readHeadline, type Headline } from './sources/headings.ts';
import { readPostingNode, readPostingNodes, type Node } from './sources/json-ld.ts';
import { readLabelValues } from './sources/label-values.ts';
import { readMicrodata, readRdfa } from './sources/microdata.ts';
import { readNearHeadline } from './sources/near-headline.ts';
import { markBeside, markConsent } from './sources/noise.ts';
import { readProse } from './sources/prose.ts';
import { readPane, readSite } from './sources/site-reader.ts';
import { readBody, type Body } from './sources/structure.ts';
import { plain, squash } from './text.ts';
import { readVerdict } from './verdict.ts';
import type { Line } from './lines.ts';

interface Structured {
  node: Node;
  reader: 'json-ld' | 'microdata' | 'rdfa';
}

function siteFor(page: Page): Site | undefined {
  try {
    return siteOf(page.url, page.document);
  } catch {
    // A document whose methods are hidden behind the names of its own elements.
    return siteOf(page.url);
  }
}

const titleOf = (node: Node): string => {
  const raw = node['title'] ?? node['name'];
  return typeof raw === 'string' ? plain(raw) : '';
};

/** How far a structured posting is the one that the page shows: 1 agrees with what is shown, 0.75 nothing to compare with, 0 another posting. */
function trustIn(node: Node, page: Page, headline: Headline | null, textLength: number): number {
  const title = squash(parseTitle(titleOf(node)) ?? '');
  if (!title) return headline ? 0.5 : 0;
  const shown = [headline?.text ?? '', page.documentTitle, page.meta.get('og:title') ?? ''].map(squash).filter((text) => text.length > 3);
  if (shown.some((text) => text.includes(title) || (text.length >= 8 && title.includes(text)))) return 1;
  if (textLength < 400) return 0.8;
  return page.lines.some((line) => line.text.length < 300 && squash(line.text).includes(title)) ? 0.6 : 0;
}

function countryFor(page: Page, location: string | null, structured: readonly Structured[]): string | null {
  const named = location ? countryInLocation(location) : null;
  if (named) return named;
  for (const { node } of structured) {
    const place = JSON.stringify(node['jobLocation'] ?? null).slice(0, 3000);
    const country = /"addressCountry":\s*(?:\{[^{}]*"name":\s*)?"([^"]{2,40})"/.exec(place)?.[1];
    const code = country ? countryOf(country) : null;
    if (code) return code;
  }
  const labels = page.url.hostname.split('.');
  const ending = labels.at(-1) ?? '';
  if (/^[a-z]{2}$/.test(ending) && !/^(?:io|co|ai|me|tv|eu|ly|gg|so|la|to|fm|am|is|in)$/.test(ending))
    return ending === 'uk' ? 'GB' : ending.toUpperCase();
  if (ending === 'in') return 'IN';
  const first = labels[0] ?? '';
  if (/^[a-z]{2}$/.test(first) && countryOf(first.toUpperCase())) return first === 'uk' ? 'GB' : first.toUpperCase();
  const region = /^[a-z]{2}-([a-z]{2})$/.exec(page.language)?.[1]?.toUpperCase();
  return region && region !== 'US' ? region : null;
}

function* describe(page: Page, body: Body | null, structured: Structured | undefined): Generator<Reading> {
  const text = body ? linesToMarkdown(body.lines, page.url) : '';
  const raw = structured?.node['description'];
  const data = typeof raw === 'string' ? htmlToMarkdown(raw) : '';
  // Text of a page that isn't rendered yet, or of a tab that isn't open, is only in the data.
  const better = data.length > 200 && squash(text).length < squash(data).length * 0.55;
  if (text && !better) yield { field: 'description', raw: text, reader: 'structure', via: 'densest text' };
  if (data) yield { field: 'description', raw: data, reader: better ? 'structure' : (structured?.reader ?? 'json-ld'), via: 'description' };
}

/** Words that say where one works, inside the title and the location. */
function* readTitleWords(headline: string | null, locations: readonly string[]): Generator<Reading> {
  if (headline && parseWorkplaceType(headline)) yield { field: 'workplaceType', raw: headline, reader: 'title-words', via: 'in the title' };
  for (const location of locations)
    if (parseWorkplaceType(location)) yield { field: 'workplaceType', raw: location, reader: 'location-words', via: 'in the location' };
}

interface Evidence {
  site: Site | undefined;
  lines: Line[];
  headline: Headline | null;
  structured: Structured | undefined;
  all: Structured[];
  trust: number;
  body: Body | null;
}

function* readFacts(page: Page, { site, lines, headline, structured, body }: Evidence, pane: boolean): Generator<Reading> {
  const { root } = page.tree;
  if (!root) return;
  if (structured)
    for (const reading of readPostingNode(structured.node, structured.reader)) if (reading.field !== 'description') yield reading;
  const brand = squash(brandOf(page.url).name);
  if (headline)
    yield {
      field: 'title',
      raw: headline.text,
      reader: headline.agreed || headline.score >= 5 ? 'headings' : 'headings-weak',
      via: headline.via,
    };
  if (!pane) {
    const parts = readDocumentTitle(page.documentTitle, headline?.text ?? null, brand);
    const graph = page.meta.get('og:title') ?? '';
    const shared = graph ? readDocumentTitle(graph, headline?.text ?? null, brand) : null;
    if (parts.title && !headline) yield { field: 'title', raw: parts.title, reader: 'document-title', via: '<title>' };
    if (shared?.title && !headline) yield { field: 'title', raw: shared.title, reader: 'open-graph', via: 'og:title' };
    for (const [from, via] of [
      [parts, '<title>'],
      [shared, 'og:title'],
    ] as const) {
      if (from?.company) yield { field: 'company', raw: from.company, reader: 'document-title', via };
      if (from?.location) yield { field: 'location', raw: from.location, reader: 'document-title', via };
    }
  }
  yield* readLabelValues(page, lines, root);
  if (headline?.line) yield* readNearHeadline(page, lines, headline.line);
  yield* readCompanySentences(body?.lines ?? lines);
  yield* readPublisher(page, page.lines, headline?.line ?? null);
  if (body) yield* readProse(body.lines);
  void site;
}

/** Reads the one posting that a document shows. Never throws for a strange page, never changes it, runs none of its scripts. */
export function capturePage({ document, url, capturedAt }: PageSource, options: PageOptions = {}): Capture {
  const page = createPage({ document, url, capturedAt }, options);
  const site = siteFor(page);
  const pane = readPane(page, site);
  const lines = pane ? linesIn(page, pane) : [...page.lines];
  const all: Structured[] = [
    ...readPostingNodes(page).map((node) => ({ node, reader: 'json-ld' as const })),
    ...readMicrodata(page).map(({ node }) => ({ node, reader: 'microdata' as const })),
    ...readRdfa(page).map(({ node }) => ({ node, reader: 'rdfa' as const })),
  ];
  const structuredTitles = all
    .slice(0, 20)
    .map(({ node }) => parseTitle(titleOf(node)) ?? '')
    .filter(Boolean);
  const headline = readHeadline(page, lines, structuredTitles, pane);
  markConsent(lines, headline?.line ?? null);
  markBeside(lines, headline?.line ?? null);
  const textLength = lines.reduce((sum, line) => sum + line.text.length, 0);
  let structured: Structured | undefined;
  let trust = 0;
  if (!pane || all.length > 0) {
    for (const candidate of all) {
      const own =
        trustIn(candidate.node, page, headline, textLength) *
        (pane && squash(titleOf(candidate.node)) !== squash(headline?.text ?? '') ? 0 : 1);
      if (own > trust) [structured, trust] = [candidate, own];
    }
  }
  const body = page.tree.root ? readBody(lines, pane ?? page.tree.root, headline?.line ?? null) : null;
  const evidence: Evidence = { site, lines, headline, structured, all, trust, body };
  const readings = [...readFacts(page, evidence, pane !== null), ...describe(page, body, structured)];
  if (site) readings.push(...readSite(page, site, lines, pane));
  const locations = readings
    .filter((reading) => reading.field === 'location')
    .map((reading) => parseLocation(reading.raw))
    .filter((text) => text !== null);
  readings.push(...readTitleWords(headline?.text ?? null, locations.slice(0, 6)));
  if (headline?.line) {
    const names = readings
      .filter((reading) => reading.field === 'company' && typeof reading.raw === 'string')
      .map((reading) => String(reading.raw));
    readings.push(...readCompanyNear(lines, headline.line, names));
  }
  const context: FieldContext = {
    language: page.language,
    country: countryFor(page, locations[0] ?? null, all),
    capturedAt,
    relativeDates: page.datesAreRelativeToCapture,
    monthFirst: readMonthFirst(lines.map((line) => line.text)),
  };
  const findings: Finding[] = [];
  for (const reading of readings) {
    const finding = parseReading(reading, context, reading.reader === structured?.reader ? trust : 1);
    if (finding) findings.push(finding);
  }
  const draft = rank(findings);
  const facts = ['location', 'employmentType', 'salary', 'datePosted', 'validThrough', 'workplaceType'].filter((field) =>
    findings.some((finding) => finding.field === field && /^(?:label-values|near-headline)$/.test(finding.reader)),
  ).length;
  const verdict = readVerdict(page, lines, {
    headline,
    body,
    pane,
    structured: trust >= 0.75,
    structuredCount: all.length,
    titleOnly: headline ? null : (draft.title?.[0]?.value ?? null),
    facts,
  });
  return {
    url: url.href,
    capturedAt: capturedAt.toISOString(),
    verdict,
    draft,
    postingKey: postingKey(url),
    language: page.language || null,
    incomplete: page.tree.incomplete || Date.now() > page.deadline,
  };
}
