import type { PostingField } from '../../../contract/posting.ts';
import type { Reading } from '../capture.ts';
import { selectAll } from '../dom.ts';
import { linesToMarkdown } from '../fields/markdown.ts';
import type { Line } from '../lines.ts';
import { linesIn, textOfElement, type Page } from '../page.ts';
import type { Site } from '../sites/site.ts';
import { contains, REGION, type Box } from '../tree.ts';

/** The element that holds the open posting beside a list, as the site says it; only where it has text enough to be one. */
export function readPane(page: Page, site: Site | undefined): Box | null {
  for (const selector of site?.pane ?? []) {
    for (const element of selectAll(page.document, selector)) {
      const box = page.tree.byElement.get(element);
      if (box && !box.hidden && textOfElement(page, element).length > 300) return box;
    }
  }
  return null;
}

/** Takes what a site says stands beside its postings out of what the general readers read. */
export function markSiteBeside(page: Page, site: Site | undefined): void {
  for (const selector of site?.beside ?? []) {
    for (const element of selectAll(page.document, selector)) {
      const box = page.tree.byElement.get(element);
      if (box) for (const line of linesIn(page, box)) line.region |= REGION.noise;
    }
  }
}

/** The contract's list, written out: importing its value would bring the schemas and their library into every page. */
const FIELDS: readonly PostingField[] = [
  'title',
  'company',
  'location',
  'workplaceType',
  'employmentType',
  'salary',
  'datePosted',
  'validThrough',
  'description',
];

/** What a site's selectors and `refine` read, inside the open pane where there is one. A site's mistake costs its readings, never the capture. */
export function* readSite(page: Page, site: Site, lines: readonly Line[], pane: Box | null): Generator<Reading> {
  for (const field of FIELDS) {
    for (const selector of site.selectors?.[field] ?? []) {
      const found = selectAll(page.document, selector).find((element) => {
        const box = page.tree.byElement.get(element);
        return box && !box.hidden && (!pane || contains(pane, box)) && textOfElement(page, element) !== '';
      });
      if (!found) continue;
      const box = page.tree.byElement.get(found);
      if (field === 'description' && box) {
        const inside = lines.filter((line) => line.order >= box.order && line.order < box.end);
        yield { field, raw: linesToMarkdown(inside, page.url), reader: site.name, via: selector, markdown: true };
      } else yield { field, raw: textOfElement(page, found), reader: site.name, via: selector };
      break;
    }
  }
  if (!site.refine) return;
  try {
    for (const reading of site.refine(page)) yield { ...reading, reader: site.name };
  } catch {
    // The site's markup changed under it; the general readers still answer.
  }
}
