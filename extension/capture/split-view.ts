import { untilSpent, type Budget } from './budget.ts';
import { employmentTypesIn } from './fields/employment-type.ts';
import { placeScore } from './fields/places.ts';
import type { Line } from './lines.ts';
import { fold, squash } from './text.ts';
import { APPLY, OCCUPATION, SECTION, SIMILAR } from './sources/job-words.ts';
import { REGION, type Box } from './tree.ts';
import { LISTING } from './verdict.ts';

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

/** A link or a control: what opens a posting from a list. */
const leads = (line: Line): boolean => line.linked > 0.6 || (line.region & REGION.control) !== 0;

/** What an article asks in its heading, no posting is called. */
const ASKS =
  /\?$|^(?:what|how|why|where|who|was|wie|warum|quel\S*|comment|que|como|come|cosa|wat|hoe|hvad|hvordan|vad|hur|mita|miten|jak|co) /;

/** The box that holds an open posting beside a list. */
export interface OpenPane {
  box: Box;
  /** `<title>` names the posting too: the page is its own, with a list beside it. */
  named: boolean;
}

/**
 * The open posting beside a list, by structure alone: a heading with an occupation in it and long text under it, in a box that holds no more
 * than a few of the links that name postings, after at least six of them, or before six where `<title>` names a list. `null` where the page is no
 * list, or nothing is open.
 */
export function findPane(lines: readonly Line[], documentTitle: string, budget: Budget): OpenPane | null {
  const title = squash(documentTitle);
  const listed = LISTING.test(fold(documentTitle));
  const named = [...untilSpent(lines, budget)].filter(
    (line) =>
      line.text.length > 5 &&
      line.text.length < 110 &&
      !(line.region & (REGION.nav | REGION.footer)) &&
      (line.heading > 0 || leads(line)) &&
      OCCUPATION.test(fold(line.text)),
  );
  const cards = named.filter(leads).map((line) => line.order);
  if (cards.length < LEAST_CARDS) return null;
  let best: OpenPane | null = null;
  let most = LEAST_PROSE;
  // A list of thousands costs no more than one of two hundred.
  for (const heading of named.filter((line) => line.heading > 0 && line.heading < 4).slice(0, 200)) {
    if (budget.isSpent()) return best;
    const after = countBetween(cards, 0, heading.order) >= LEAST_CARDS;
    if ((!after && !listed) || ASKS.test(fold(heading.text))) continue;
    let box: Box | null = null;
    for (let up = heading.box.parent, level = 0; up && level < 25; up = up.parent, level += 1) {
      if (countBetween(cards, up.order, up.end) > 3) break;
      box = up;
    }
    if (!box || (!after && countBetween(cards, box.end, Number.POSITIVE_INFINITY) < LEAST_CARDS)) continue;
    let prose = 0;
    let sections = 0;
    let titles = 0;
    let beside = false;
    // That it can be applied to, or a fact beside its title.
    let offered = false;
    let behind = 0;
    for (const line of untilSpent(lines, budget)) {
      if (line.order < box.order) continue;
      const inside = line.order < box.end;
      offered ||= inside && line.text.length < 40 && APPLY.test(fold(line.text));
      if (line.order < heading.order) continue;
      if (!inside) {
        // What a posting's own page shows under it is headed as such.
        if (!after && line.text.length < 80 && SIMILAR.test(fold(line.text))) beside = true;
        continue;
      }
      if (line.linked < 0.5 && line.text.length > 30) prose += line.text.length;
      if (line.text.length < 70 && SECTION.test(fold(line.text))) sections += 1;
      if (line.heading > 0 && OCCUPATION.test(fold(line.text))) titles += 1;
      behind += 1;
      offered ||= behind < 8 && line.text.length < 60 && (placeScore(line.text) === 2 || employmentTypesIn(line.text).length > 0);
    }
    // Results with teasers are long too, and advice has sections; only a posting has both and is offered.
    if (beside || !offered || sections < 2 || titles > 4) continue;
    if (prose > most) {
      most = prose;
      best = { box, named: title.includes(squash(heading.text)) };
    }
  }
  return best;
}

/** Takes the list before an open posting out of what is read, where the page is the posting's own. */
export function markList(lines: readonly Line[], { box }: OpenPane): void {
  const first = lines.findIndex((line) => line.order < box.order && leads(line) && OCCUPATION.test(fold(line.text)));
  for (const line of first < 0 ? [] : lines.slice(first)) if (line.order < box.order) line.region |= REGION.noise;
}
