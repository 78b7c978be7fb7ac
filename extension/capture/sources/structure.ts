import { untilSpent, type Budget } from '../budget.ts';
import type { Line } from '../lines.ts';
import { CHROME } from '../lines.ts';
import { fold, readingLength } from '../text.ts';
import { contains, REGION, type Box } from '../tree.ts';
import { APPLY, SECTION } from './job-words.ts';
import { labelMeaning, meaningOf } from './labels.ts';

/** How much a line weighs as prose of the posting; 0 for navigation, links, forms and buttons. */
function massOf(line: Line, formIsPage: boolean): number {
  if (line.region & CHROME) return 0;
  if (!formIsPage && line.region & REGION.form) return 0;
  if (line.linked > 0.6) return 0;
  const length = readingLength(line.text);
  const weight = line.heading ? 0.3 : length < 25 ? 0.25 : 1;
  return Math.min(length, 3000) * weight * (line.region & REGION.aside ? 0.4 : 1);
}

function inTag(line: Line, tag: string): boolean {
  for (let up: Box | null = line.box, level = 0; up && level < 5; up = up.parent, level += 1) if (up.tag === tag) return true;
  return false;
}

const isProse = (line: Line): boolean =>
  line.linked < 0.6 && (readingLength(line.text) >= 60 || (readingLength(line.text) >= 14 && inTag(line, 'li')));
const isSection = (line: Line): boolean =>
  (line.heading > 0 || line.text.length < 60) && SECTION.test(fold(line.text)) && meaningOf(line.text) === null;

/** "Location: Berlin" before the text is a fact about the posting, and read as one. */
function isFact({ text }: Line): boolean {
  const colon = text.length < 160 ? text.search(/[:：]/) : -1;
  return colon > 1 && colon < text.length - 1 && labelMeaning(text.slice(0, colon)) !== null;
}

export interface Body {
  lines: Line[];
  box: Box;
  /** Weighted characters of prose. */
  mass: number;
}

/** The posting's text: the smallest box that holds most of the prose, without the headline and the facts before it, and what trails behind. */
export function readBody(lines: readonly Line[], scope: Box, headline: Line | null, budget: Budget): Body | null {
  let inForm = 0;
  let all = 0;
  for (const line of lines) {
    if (line.region & CHROME) continue;
    all += line.text.length;
    if (line.region & REGION.form) inForm += line.text.length;
  }
  const formIsPage = inForm > all * 0.6 && (headline === null || (headline.region & REGION.form) !== 0);
  const masses = new Map<Box, number>();
  for (const line of untilSpent(lines, budget)) {
    const mass = massOf(line, formIsPage);
    if (mass === 0) continue;
    for (let up: Box | null = line.box; up && !budget.isSpent(); up = up.parent) {
      masses.set(up, (masses.get(up) ?? 0) + mass);
      if (up === scope) break;
    }
  }
  const total = masses.get(scope) ?? 0;
  if (total < 120) return null;
  let box = scope;
  for (;;) {
    const mass = masses.get(box) ?? 0;
    let best: Box | null = null;
    for (const child of box.children) if ((masses.get(child) ?? 0) > (best ? (masses.get(best) ?? 0) : 0)) best = child;
    if (!best || (masses.get(best) ?? 0) < mass * 0.84 || /^h[1-6]$/.test(best.tag)) break;
    // A paragraph that outweighs its sisters is still only one of them.
    if (/^(?:p|li|ul|ol|span|td|tr|tbody)$/.test(best.tag) && (masses.get(best) ?? 0) < mass * 0.97) break;
    box = best;
  }
  let inside = lines.filter(
    (line) => contains(box, line.box) && (line.region & CHROME) === 0 && (formIsPage || (line.region & REGION.form) === 0),
  );
  if (headline && contains(box, headline.box)) inside = inside.filter((line) => line.index > headline.index);
  let from = 0;
  if (headline && contains(box, headline.box)) {
    while (from < inside.length) {
      const line = inside[from];
      if (!line || (isProse(line) && !isFact(line)) || (isSection(line) && inside.slice(from + 1, from + 4).some(isProse))) break;
      from += 1;
    }
  }
  let to = inside.length;
  while (to > from) {
    const line = inside[to - 1];
    if (!line) break;
    const folded = fold(line.text);
    if (
      line.linked < 0.6 &&
      !APPLY.test(folded) &&
      (readingLength(line.text) >= 25 || inTag(line, 'li') || /[.!?)。！？；;）]$/.test(line.text))
    )
      break;
    to -= 1;
  }
  const body = inside.slice(from, to);
  // One paragraph more, in the same parent, is the employer's last word.
  const last = body.at(-1);
  const { parent } = box;
  if (last && parent && to === inside.length) {
    const start = lines.findIndex((line) => line.index === last.index) + 1;
    for (const line of lines.slice(start, start + 4)) {
      if (
        !contains(parent, line.box) ||
        line.region & CHROME ||
        line.heading ||
        !isProse(line) ||
        (!formIsPage && line.region & REGION.form)
      )
        break;
      body.push(line);
    }
  }
  // The heading of the first section may stand outside of the box that holds its text.
  for (let at = (body[0]?.index ?? 0) - 1, steps = 0; at >= 0 && steps < 2; at -= 1, steps += 1) {
    const line = lines.find((candidate) => candidate.index === at);
    if (!line || line === headline || line.region & CHROME || contains(box, line.box) || !isSection(line)) break;
    body.unshift(line);
  }
  return body.length ? { lines: body, box, mass: masses.get(box) ?? 0 } : null;
}
