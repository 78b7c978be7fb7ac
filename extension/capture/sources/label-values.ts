import { untilSpent } from '../budget.ts';
import type { Reading } from '../capture.ts';
import type { Line } from '../lines.ts';
import { isChrome } from '../lines.ts';
import { linesIn, type Page } from '../page.ts';
import { clean, fold } from '../text.ts';
import { atomsText } from '../tree-text.ts';
import { attribute, contains, REGION, type Box } from '../tree.ts';
import { labelMeaning, meaningOf, type LabelMeaning } from './labels.ts';

const LONGEST = 160;

/** Two days with a dash between them: the posting is open from the first to the last. */
const PERIOD = /\d{1,4}[./年 ].*\s?[-–—~～〜]\s?\d{1,4}(?:[./年]|\s\S+\s)\d/;

function* asReading(meaning: LabelMeaning, label: string, value: string): Generator<Reading> {
  if (meaning === 'other' || !value || value.length > (meaning === 'location' || meaning === 'salary' ? 300 : LONGEST)) return;
  const said = clean(label).slice(0, 60);
  if (meaning === 'remote') yield { field: 'workplaceType', raw: value, reader: 'label-values', via: `yes or no: ${said}` };
  else if (meaning === 'country') yield { field: 'location', raw: value, reader: 'near-headline-weak', via: said };
  else if (/^(?:datePosted|validThrough)$/.test(meaning) && PERIOD.test(value)) {
    yield { field: 'datePosted', raw: value, reader: 'label-values', via: said };
    yield { field: 'validThrough', raw: value, reader: 'label-values', via: said };
  } else yield { field: meaning, raw: value, reader: 'label-values', via: said };
}

/** Labels in one place, answers in another. */
const ALSO_ANSWERS = /^(?:contract|office)$/;

/** Whether a text can answer a label: another label can't, unless it is also a kind of employment or of workplace. */
const isValue = (meaning: LabelMeaning, text: string): boolean =>
  (/^(?:company|location|title)$/.test(meaning) ? labelMeaning : meaningOf)(text) === null ||
  (/^(?:workplaceType|employmentType|location)$/.test(meaning) && (meaningOf(text) === 'remote' || ALSO_ANSWERS.test(fold(text))));

/** The cell, definition or sibling that holds a label's value: the next box after the label's own, climbing while the label is alone in its box. */
function valueBox(label: Line, page: Page): Box | null {
  const following = page.lines[label.index + 1];
  let box = label.box;
  for (let level = 0; level < 5 && box.parent; level += 1) {
    const { parent } = box;
    const at = parent.children.indexOf(box);
    for (const next of parent.children.slice(at + 1, at + 3)) {
      if (next.hidden || next.tag === 'svg' || next.tag === 'br') continue;
      // Text with no element of its own stands in between: that is the value.
      if (following && following.order < next.order) return null;
      const text = clean(atomsText(page, next, 1000));
      if (text) return next;
    }
    const around = clean(atomsText(page, parent, 1000));
    if (around.length > label.text.length + 2) return null;
    box = parent;
  }
  return null;
}

/** Whether all of a line is set apart from the text around it: `<strong>Label</strong><br>value`. */
function isEmphasised(line: Line): boolean {
  for (let up: Box | null = line.box, level = 0; up && level < 2; up = up.parent, level += 1)
    if (/^(?:strong|b|em|th|dt|label)$/.test(up.tag)) return true;
  return false;
}

/** A row of nothing but header cells: what stands beside a label there is the next label. */
const isHeaderRow = ({ box }: Line): boolean =>
  box.tag === 'th' && box.parent !== null && box.parent.children.length > 1 && box.parent.children.every((cell) => cell.tag === 'th');

const partsText = (line: Line, from: number, to?: number): string =>
  clean(
    line.parts
      .slice(from, to)
      .map((part) => part.text)
      .join(' '),
  ).replace(/^[\s:：\-–—|]+/, '');

function* readLine(line: Line, next: Line | undefined, page: Page): Generator<Reading> {
  const { text, parts } = line;
  const colon = text.search(/[:：]/);
  if (colon > 1 && colon <= 45) {
    const label = text.slice(0, colon);
    const meaning = labelMeaning(label);
    if (meaning && colon < text.length - 1) {
      // One line may hold several: "Location: Berlin | Type: Full-time".
      const value = text.slice(colon + 1).split(/\s[|•·]\s(?=[^|•·:]{2,30}:)/)[0] ?? '';
      yield* asReading(meaning, label, clean(value));
      return;
    }
  }
  for (const piece of text.includes(':') && text.length < 300 ? text.split(/\s[|•·]\s/).slice(1) : []) {
    const at = piece.indexOf(':');
    const meaning = at > 1 ? labelMeaning(piece.slice(0, at)) : null;
    if (meaning) yield* asReading(meaning, piece.slice(0, at), clean(piece.slice(at + 1)));
  }
  const [first] = parts;
  if (first && parts.length > 1 && first.text !== text) {
    const meaning = labelMeaning(first.text);
    const inner: number[] = [];
    // Several pairs in one line: a label with a colon, or each label in a box of its own beside its value.
    for (let at = 1; at < Math.min(parts.length - 1, 12); at += 1) {
      const part = parts[at];
      // What follows a label is its value, whatever else it may be called.
      if (part && (part.text.endsWith(':') || (meaning && at > 1 && inner.at(-1) !== at - 1)) && labelMeaning(part.text)) inner.push(at);
    }
    if (meaning) yield* asReading(meaning, first.text, partsText(line, 1, inner[0]));
    for (const at of inner) {
      const part = parts[at];
      const asked = part && labelMeaning(part.text);
      const value = parts[at + 1]?.text;
      if (part && asked && value) yield* asReading(asked, part.text, value);
    }
    if (meaning) return;
  }
  const meaning = labelMeaning(text);
  if (!meaning || meaning === 'other') return;
  if (isHeaderRow(line)) return;
  const box = valueBox(line, page);
  if (box) {
    const [first] = meaning === 'company' ? linesIn(page, box) : [];
    const value = first?.text ?? clean(atomsText(page, box, 1000));
    if (!isValue(meaning, value)) return;
    yield* asReading(meaning, text, value);
  } else if (next && next.index === line.index + 1 && isValue(meaning, next.text) && !next.heading) {
    const ended = /[:：]\s*$/.test(text);
    if (ended || line.heading || (isEmphasised(line) && !isEmphasised(next))) yield* asReading(meaning, text, next.text);
  }
}

/** Tables whose first row is labels and second row values. */
function* readHeaderRow(line: Line, page: Page): Generator<Reading> {
  const row = line.box.parent;
  if (!row || !isHeaderRow(line)) return;
  let table: Box | null = row;
  while (table && table.tag !== 'table') table = table.parent;
  if (!table) return;
  const rows: Box[] = [];
  const visit = (box: Box): void => {
    for (const child of box.children) {
      if (child.tag === 'tr') rows.push(child);
      else if (child.tag !== 'table' && rows.length < 4) visit(child);
    }
  };
  visit(table);
  if (rows.length !== 2 || rows[0] !== row) return;
  const value = rows[1]?.children[row.children.indexOf(line.box)];
  const meaning = labelMeaning(line.text);
  if (value && meaning) yield* asReading(meaning, line.text, clean(atomsText(page, value, 1000)));
}

/** Labels that stand in attributes: `<span aria-label="Location">Berlin</span>`, `<svg aria-label="Salary">` before its text. */
function* readAttributeLabels(page: Page, scope: Box): Generator<Reading> {
  for (const box of untilSpent(page.tree.boxes, page.budget)) {
    if (!box.attributes || box.hidden || !contains(scope, box)) continue;
    if (box.tag === 'a' || box.tag === 'button' || box.tag === 'input' || box.tag === 'meta' || box.tag === 'link') continue;
    const label = attribute(box, 'aria-label') || (box.tag === 'img' ? attribute(box, 'alt') : attribute(box, 'title'));
    const meaning = label ? labelMeaning(label.replace(/(?<!\s)\s+icon$/i, '')) : null;
    if (!meaning || meaning === 'title') continue;
    const own = clean(atomsText(page, box, 1000));
    const value = own || (box.parent ? clean(atomsText(page, box.parent, 1000)) : '');
    if (value && isValue(meaning, value)) yield* asReading(meaning, label, value);
  }
}

/** Values under labels we know, in about twenty languages: definition lists, tables, "Label: value" lines, a label above or beside its value. */
export function* readLabelValues(page: Page, lines: readonly Line[], scope: Box): Generator<Reading> {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (page.budget.isSpent()) return;
    // In a form a label asks; it does not tell.
    if (!line || isChrome(line) || line.region & REGION.form || line.text.length > 600) continue;
    yield* readLine(line, lines[at + 1], page);
    yield* readHeaderRow(line, page);
  }
  yield* readAttributeLabels(page, scope);
}
