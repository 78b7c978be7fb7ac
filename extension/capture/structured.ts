import { parseDay } from './fields/day.ts';
import type { FieldContext } from './fields/context.ts';
import { parseTitle } from './fields/title.ts';
import type { Page } from './page.ts';
import type { Headline } from './sources/headings.ts';
import { readPostingNodes, type Node } from './sources/json-ld.ts';
import { readMicrodata, readRdfa } from './sources/microdata.ts';
import { plain, squash } from './text.ts';
import type { Box } from './tree.ts';

/** One JobPosting of the page's structured data. */
export interface Structured {
  node: Node;
  reader: 'json-ld' | 'microdata' | 'rdfa';
}

/** Every JobPosting of the page, in any of the three formats. */
export function readStructured(page: Page): Structured[] {
  return [
    ...readPostingNodes(page).map((node) => ({ node, reader: 'json-ld' as const })),
    ...readMicrodata(page).map(({ node }) => ({ node, reader: 'microdata' as const })),
    ...readRdfa(page).map(({ node }) => ({ node, reader: 'rdfa' as const })),
  ];
}

/** The title as written in a node, as plain text; `''` where it has none. */
export function structuredTitle({ node }: Structured): string {
  const raw = node['title'] ?? node['name'];
  return typeof raw === 'string' ? (parseTitle(raw) ?? plain(raw)) : '';
}

/** How far a structured posting is the one that the page shows: 1 agrees with what is shown, about 0.8 nothing to compare with, 0 another posting. */
function trustIn(structured: Structured, page: Page, headline: Headline | null, textLength: number): number {
  const title = squash(structuredTitle(structured));
  if (!title) return headline ? 0.5 : 0;
  const shown = [headline?.text ?? '', page.documentTitle, page.meta.get('og:title') ?? ''].map(squash).filter((text) => text.length > 3);
  if (shown.some((text) => text.includes(title) || (text.length >= 8 && title.includes(text)))) return 1;
  if (textLength < 400) return 0.85;
  if (headline?.agreed && headline.line) return 0;
  return page.lines.some((line) => line.text.length < title.length + 40 && squash(line.text) === title) ? 0.9 : 0;
}

/** The structured posting that agrees best with the page, and how far it may be believed. */
export function chooseStructured(
  all: readonly Structured[],
  page: Page,
  headline: Headline | null,
  pane: Box | null,
  textLength: number,
): { structured: Structured | undefined; trust: number } {
  let structured: Structured | undefined;
  let trust = 0;
  for (const candidate of all) {
    // Beside a list the data describes the search or its first hit, unless it names what is open.
    const own =
      pane && squash(structuredTitle(candidate)) !== squash(headline?.text ?? '') ? 0 : trustIn(candidate, page, headline, textLength);
    if (own > trust) {
      structured = candidate;
      trust = own;
    }
  }
  return { structured, trust };
}

/** Whether a deadline is the publisher's own rule and not the employer's: a round number of days after the posting. */
export function isGeneratedDeadline(node: Node, context: FieldContext): boolean {
  const from = parseDay(node['datePosted'] ?? node['datePublished'], context);
  const to = parseDay(node['validThrough'], context);
  if (!from || !to) return false;
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return days <= 0 || [28, 29, 30, 31, 45, 59, 60, 61, 89, 90, 91, 92, 120, 180, 181, 182, 183, 184, 364, 365, 366].includes(days);
}
