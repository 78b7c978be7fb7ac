import type { Budget } from '../budget.ts';
import type { Line } from '../lines.ts';
import { fold } from '../text.ts';
import { contains, REGION, type Box } from '../tree.ts';
import { BESIDE, OCCUPATION, SIMILAR } from './job-words.ts';

const COOKIE = /\bcookies?\b|\bconsent\b|\bgdpr\b|cookie-|soubory cookie|evaste/;
/** Every line is asked twice, before and after the headline is known. */
const ofCookies = new WeakMap<Line, boolean>();

function speaksOfCookies(line: Line): boolean {
  let known = ofCookies.get(line);
  if (known === undefined) ofCookies.set(line, (known = COOKIE.test(fold(line.text.slice(0, 600)))));
  return known;
}

function firstFrom(lines: readonly Line[], order: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.order ?? 0) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a box's lines begin and end, the end not included. */
const rangeOf = (lines: readonly Line[], box: Box): [number, number] => [firstFrom(lines, box.order), firstFrom(lines, box.end)];

function lengthOf(lines: readonly Line[], from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; at += 1) length += lines[at]?.text.length ?? 0;
  return length;
}

const mark = (lines: readonly Line[], from: number, to: number): void => {
  for (let at = from; at < to; at += 1) {
    const line = lines[at];
    if (line) line.region |= REGION.noise;
  }
};

/** Consent layers: the largest box around a line about cookies that speaks of little else and does not hold the headline. */
export function markConsent(lines: readonly Line[], keep: Line | null, budget: Budget): void {
  for (let at = 0; at < lines.length && !budget.isSpent(); at += 1) {
    const line = lines[at];
    if (!line || line.region & REGION.noise || !speaksOfCookies(line)) continue;
    let best: [number, number] = [at, at + 1];
    for (let box: Box | null = line.box, level = 0; box?.parent && level < 14; box = box.parent, level += 1) {
      if (keep && contains(box, keep.box)) break;
      const [from, to] = rangeOf(lines, box);
      if (
        !keep &&
        lines
          .slice(from, to)
          .some((inner) => inner.heading === 1 || (inner.heading > 0 && inner.heading < 4 && OCCUPATION.test(fold(inner.text))))
      )
        break;
      const length = lengthOf(lines, from, to);
      let mentions = 0;
      for (const inner of lines.slice(from, to)) if (speaksOfCookies(inner)) mentions += 1;
      if (length > 250 + mentions * 350 || length > 30_000) break;
      best = [from, to];
    }
    mark(lines, best[0], best[1]);
  }
}

/** What stands under a heading like "Similar jobs": as much of its box as does not hold the headline, or up to the next heading of its level. */
export function markBeside(lines: readonly Line[], headline: Line | null, budget: Budget): void {
  for (let at = 0; at < lines.length && !budget.isSpent(); at += 1) {
    const line = lines[at];
    if (
      !line ||
      line === headline ||
      line.region & REGION.noise ||
      line.text.length > 80 ||
      !(headline ? BESIDE : SIMILAR).test(fold(line.text))
    )
      continue;
    if (!line.heading && line.linked > 0.5) continue;
    let box: Box | null = null;
    for (let up: Box | null = line.box; up?.parent && !budget.isSpent(); up = up.parent) {
      if (headline && contains(up, headline.box)) break;
      const [from, to] = rangeOf(lines, up);
      // A box that had much to say before the heading holds more than what stands beside the posting.
      if (lengthOf(lines, from, at) > 160) break;
      if (!headline && lengthOf(lines, from, to) > 8000) break;
      box = up;
    }
    let to = box ? rangeOf(lines, box)[1] : at + 1;
    if (to <= at + 1) {
      const parent = (box ?? line.box).parent;
      const limit = parent ? rangeOf(lines, parent)[1] : at + 1;
      to = at + 1;
      while (to < limit && !(lines[to]?.heading && (lines[to]?.heading ?? 9) <= (line.heading || 6)) && to - at < 400) to += 1;
    }
    if (headline && headline.index >= at && headline.index < to) continue;
    mark(lines, at, to);
  }
}
