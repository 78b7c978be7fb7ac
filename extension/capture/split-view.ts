import { untilSpent, type Budget } from './budget.ts';
import type { Line } from './lines.ts';
import { fold, squash } from './text.ts';
import { OCCUPATION, SECTION } from './sources/job-words.ts';
import { REGION, type Box } from './tree.ts';

const LEAST_CARDS = 6;
const LEAST_PROSE = 900;

function countBetween(orders: readonly number[], from: number, to: number): number {
  const before = (limit: number): number => {
    let low = 0;
    let high = orders.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((orders[middle] ?? 0) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return before(to) - before(from);
}

/**
 * The open posting beside a list, by structure alone: a heading with an occupation in it and long text under it, in a box that holds no more
 * than a few of the links that name postings, after at least six of them. `null` where the page is no list, or nothing is open.
 */
export function findPane(lines: readonly Line[], documentTitle: string, budget: Budget): Box | null {
  const title = squash(documentTitle);
  const named = [...untilSpent(lines, budget)].filter(
    (line) =>
      line.text.length > 5 &&
      line.text.length < 110 &&
      !(line.region & (REGION.nav | REGION.footer)) &&
      (line.heading > 0 || line.linked > 0.6) &&
      OCCUPATION.test(fold(line.text)),
  );
  const cards = named.filter((line) => line.linked > 0.6).map((line) => line.order);
  if (cards.length < LEAST_CARDS) return null;
  let best: Box | null = null;
  let most = LEAST_PROSE;
  // A list of thousands costs no more than one of two hundred.
  for (const heading of named.filter((line) => line.heading > 0 && line.heading < 4).slice(0, 200)) {
    if (budget.isSpent()) return best;
    if (countBetween(cards, 0, heading.order) < LEAST_CARDS || title.includes(squash(heading.text))) continue;
    let box: Box | null = null;
    for (let up = heading.box.parent, level = 0; up && level < 25; up = up.parent, level += 1) {
      if (countBetween(cards, up.order, up.end) > 3) break;
      box = up;
    }
    if (!box) continue;
    let prose = 0;
    let sections = 0;
    let titles = 0;
    for (const line of untilSpent(lines, budget)) {
      if (line.order < heading.order || line.order >= box.end) continue;
      if (line.linked < 0.5 && line.text.length > 30) prose += line.text.length;
      if (line.text.length < 70 && SECTION.test(fold(line.text))) sections += 1;
      if (line.heading > 0 && OCCUPATION.test(fold(line.text))) titles += 1;
    }
    // Results with teasers are long too; only a posting has sections.
    if (sections < 2 || titles > 4) continue;
    if (prose > most) {
      most = prose;
      best = box;
    }
  }
  return best;
}
