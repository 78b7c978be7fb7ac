import { LINES_ANYWAY } from '../budget.ts';
import { parseTitle } from '../fields/title.ts';
import type { Line } from '../lines.ts';
import { isChrome } from '../lines.ts';
import type { Page } from '../page.ts';
import { fold, squash, wordsOf } from '../text.ts';
import { REGION, type Box } from '../tree.ts';
import { OCCUPATION, BESIDE, SECTION } from './job-words.ts';

/** What the page is headed by: the text that names the posting, and the line it stands in (`null` where only `<title>` or data says it). */
export interface Headline {
  text: string;
  line: Line | null;
  score: number;
  /** `<title>` or og:title says the same. */
  agreed: boolean;
  via: string;
}

/** What a heading may agree with: squashed once per page. */
interface Witnesses {
  documentTitle: string;
  openGraph: string;
  structured: readonly string[];
  slug: Set<string>;
}

function slugWords(url: URL): Set<string> {
  let path = url.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // A path that isn't valid UTF-8 is compared as it stands.
  }
  return new Set(wordsOf(path).filter((word) => word.length > 2 && !/^(?:jobs?|careers?|view|html?|php|positions?|en|us)$/.test(word)));
}

function scoreOf(line: Line, text: string, seen: Witnesses, rank: number): { score: number; agreed: boolean } {
  const squashed = squash(text);
  let score = [0, 4, 3, 1.8, 0.8, 0.3, 0.2][line.heading] ?? 0;
  let agreed = false;
  if (squashed.length >= 3) {
    // Where the site's name alone is the document's title, a heading that repeats it is the site's banner.
    const share = squashed.length / Math.max(1, seen.documentTitle.length);
    if (seen.documentTitle.includes(squashed) && squashed.length >= 6) {
      score += share > 0.3 ? 4 : 1.5;
      agreed = share > 0.3;
    }
    if (seen.openGraph && (seen.openGraph.includes(squashed) || (seen.openGraph.length > 6 && squashed.includes(seen.openGraph)))) {
      score += squashed.length / seen.openGraph.length > 0.3 ? 3 : 1;
      agreed ||= squashed.length / seen.openGraph.length > 0.3;
    }
    if (seen.structured.includes(squashed)) {
      score += 4;
      agreed = true;
    }
  }
  const words = wordsOf(text).filter((word) => word.length > 2);
  const inSlug = words.filter((word) => seen.slug.has(word)).length;
  if (words.length && inSlug / words.length >= 0.6) {
    score += inSlug >= 2 ? 2.5 : 1.2;
    agreed ||= inSlug >= 3 && inSlug / words.length >= 0.8;
  }
  const folded = fold(text);
  if (OCCUPATION.test(folded)) score += 2;
  if (/[!?]$/.test(text)) score -= 2.5;
  if (text.length > 140) score -= 1.5;
  if (words.length > 14) score -= 1;
  if (SECTION.test(folded) && !OCCUPATION.test(folded)) score -= 3;
  if (BESIDE.test(folded)) score -= 6;
  if (line.region & REGION.aside) score -= 1;
  // A heading that leads elsewhere names another posting, or the site.
  if (line.linked > 0.6 && !agreed) score -= 2;
  if (/^(?:we|our|you|your|why|how|find|discover|welcome|let|be|build|work|join|nous|wir|unsere?)\b/.test(folded) && !agreed) score -= 2;
  if (/\bjobs\b|\bcareers?\b|positions\b|\bvacancies\b|stellenangebote|emplois\b/.test(folded) && !agreed) score -= 2.5;
  return { score: score - rank * 0.12, agreed };
}

/** A heading's text without a link in it, which leads to the employer: `<h1>Baker <a href="/companies/acme">Acme</a></h1>`. */
function ownText(line: Line): string {
  if (!line.heading || line.linked === 0 || line.linked > 0.6) return line.text;
  return line.parts
    .filter(({ box }) => box.tag !== 'a')
    .map(({ text }) => text)
    .join(' ');
}

/**
 * Finds the line that names the posting, by how much of `<title>`, og:title, structured data and address agree with it. `doubted` are squashed titles
 * that may be another posting's: a link of that name leads to it.
 */
export function readHeadline(
  page: Page,
  lines: readonly Line[],
  structuredTitles: readonly string[],
  pane: Box | null,
  doubted: readonly string[] = [],
): Headline | null {
  const openGraph = page.meta.get('og:title') ?? page.meta.get('twitter:title') ?? '';
  const seen: Witnesses = {
    documentTitle: pane ? '' : squash(page.documentTitle),
    openGraph: pane ? '' : squash(parseTitle(openGraph) ?? openGraph),
    structured: structuredTitles.map((title) => squash(title)),
    slug: pane ? new Set() : slugWords(page.url),
  };
  let best: Headline | null = null;
  let rank = 0;
  for (const [at, line] of lines.entries()) {
    if (at >= LINES_ANYWAY && page.budget.isSpent()) break;
    if (line.text.length > 300 || (line.region & (REGION.nav | REGION.footer | REGION.dialog | REGION.noise)) !== 0) continue;
    const squashed = line.heading ? '' : squash(line.text);
    // Titles that are no heading are believed only where another place says exactly the same.
    const witnessed =
      !line.heading &&
      squashed.length > 5 &&
      !(line.linked > 0.6 && doubted.includes(squashed)) &&
      (seen.structured.includes(squashed) ||
        (seen.documentTitle.startsWith(squashed) && squashed.length / seen.documentTitle.length > 0.35) ||
        seen.openGraph === squashed);
    if (!line.heading && !witnessed) continue;
    const text = parseTitle(ownText(line));
    if (!text) continue;
    const { score, agreed } = scoreOf(line, text, seen, rank);
    if (line.heading) rank += 1;
    const total = score - (isChrome(line) ? 2 : 0) + (witnessed ? 1 : 0);
    if (!best || total > best.score + (best.agreed && agreed ? 0.5 : 0))
      best = { text, line, score: total, agreed, via: line.heading ? `h${line.heading}` : 'text' };
  }
  return best && best.score >= 2.5 ? best : null;
}
