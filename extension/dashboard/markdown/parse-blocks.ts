/** A block of Markdown; text parts are still raw and belong to parseInline. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'rule' }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; start: number | null; items: Block[][] };

/** Postings nest two or three deep; deeper is an attack on the stack. */
const DEEPEST = 6;

const HEADING = /^ {0,3}#{1,6}[ \t]+(.*)$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^ {0,3}(```|~~~)/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})(?:[-*+]|(\d{1,9})[.)])(?:[ \t]+|$)/;

/** Cuts Markdown into blocks in one pass over its lines; whatever is no known mark is a paragraph. */
export function parseBlocks(markdown: string, depth = 0): Block[] {
  return readBlocks(markdown.split(/\r\n?|\n/), depth);
}

function readBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: paragraph.join('\n') });
    paragraph = [];
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      flush();
      at += 1;
      continue;
    }
    const heading = HEADING.exec(line);
    if (heading) {
      flush();
      blocks.push({ kind: 'heading', text: withoutClosingMarks(heading[1] ?? '') });
      at += 1;
    } else if (RULE.test(line)) {
      flush();
      blocks.push({ kind: 'rule' });
      at += 1;
    } else if (FENCE.test(line)) {
      flush();
      const fence = FENCE.exec(line)?.[1] ?? '```';
      const end = endOf(lines, at + 1, (next) => next.trimStart().startsWith(fence));
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (QUOTE.test(line) && depth < DEEPEST) {
      flush();
      const end = endOf(lines, at, (next) => !QUOTE.test(next));
      const inner = lines.slice(at, end).map((quoted) => quoted.replace(QUOTE, ''));
      blocks.push({ kind: 'quote', blocks: readBlocks(inner, depth + 1) });
      at = end;
    } else if (ITEM.test(line) && depth < DEEPEST) {
      flush();
      const [list, end] = readList(lines, at, depth);
      blocks.push(list);
      at = end;
    } else {
      paragraph.push(line);
      at += 1;
    }
  }
  flush();
  return blocks;
}

/** A list goes on over blank lines as long as what follows is an item of its kind or indented under one. */
function readList(lines: readonly string[], from: number, depth: number): [Block, number] {
  const first = ITEM.exec(lines[from] ?? '');
  const ordered = first?.[2] !== undefined;
  const items: string[][] = [];
  let content = 2;
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const mark = ITEM.exec(line);
    const current = items.at(-1);
    if (mark && !RULE.test(line) && (mark[2] !== undefined) === ordered) {
      items.push([line.slice(mark[0].length)]);
      content = Math.min(mark[0].length, 5);
    } else if (line.trim() === '') {
      const next = lines[at + 1] ?? '';
      if (!ITEM.test(next) && indentOf(next) < 2) break;
      current?.push('');
    } else if (indentOf(line) >= 2) {
      current?.push(line.slice(Math.min(indentOf(line), content)));
    } else if (lines[at - 1]?.trim() !== '' && !startsBlock(line)) {
      current?.push(line);
    } else break;
  }
  const list: Block = { kind: 'list', start: ordered ? Number(first?.[2]) : null, items: items.map((item) => readBlocks(item, depth + 1)) };
  return [list, at];
}

function startsBlock(line: string): boolean {
  return HEADING.test(line) || RULE.test(line) || FENCE.test(line) || QUOTE.test(line) || ITEM.test(line);
}

/** "## Title ##" is "Title". Not by a regular expression: one that ends in `$` takes quadratic time over a line of blanks. */
function withoutClosingMarks(text: string): string {
  const trimmed = text.trimEnd();
  let end = trimmed.length;
  while (trimmed.charAt(end - 1) === '#') end -= 1;
  return end === 0 || /\s/.test(trimmed.charAt(end - 1)) ? trimmed.slice(0, end).trimEnd() : trimmed;
}

function endOf(lines: readonly string[], from: number, ends: (line: string) => boolean): number {
  for (let at = from; at < lines.length; at += 1) if (ends(lines[at] ?? '')) return at;
  return lines.length;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
