import type { Reading } from '../capture.ts';
import { linesToMarkdown } from '../fields/markdown.ts';
import type { Line } from '../lines.ts';
import { linesIn, type Page } from '../page.ts';
import type { SiteFound, Span } from '../page-copy.ts';
import { REGION, type Box } from '../tree.ts';

const isIn = (order: number, [from, to]: Span): boolean => order >= from && order < to;

/** The box that holds the open posting beside a list, as the site says it. */
export function readPane(page: Page, site: SiteFound | null): Box | null {
  return site?.pane ? (page.tree.boxes.find((box) => box.order === site.pane) ?? null) : null;
}

/** Takes what a site says stands beside its postings out of what the general readers read. */
export function markSiteBeside(page: Page, site: SiteFound | null): void {
  for (const [order, end] of site?.beside ?? []) for (const line of linesIn(page, { order, end })) line.region |= REGION.noise;
}

const markdownIn = (page: Page, lines: readonly Line[], spans: readonly Span[]): string => {
  const inside = spans.flatMap((span) => lines.filter((line) => isIn(line.order, span)));
  return linesToMarkdown(inside, page.url);
};

/** What a site's selectors and `refine` read: of each field the first match of its most telling selector, inside the open pane where there is one. */
export function* readSite(page: Page, site: SiteFound, lines: readonly Line[], pane: Box | null): Generator<Reading> {
  const reader = site.name;
  const answered = new Set<string>();
  for (const { field, selector, span, text } of site.matches) {
    if (answered.has(field) || (pane && !isIn(span[0], [pane.order, pane.end]))) continue;
    answered.add(field);
    if (field === 'description') yield { field, raw: markdownIn(page, lines, [span]), reader, via: selector, markdown: true };
    else yield { field, raw: text, reader, via: selector };
  }
  for (const { field, raw, spans, via } of site.readings) {
    if (!spans) yield { field, raw, reader, via };
    else yield { field, raw: markdownIn(page, page.lines, spans), reader, via, markdown: true };
  }
}
