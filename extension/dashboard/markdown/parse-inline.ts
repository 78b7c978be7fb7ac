/** A run of text inside a block. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; parts: Inline[] }
  | { kind: 'link'; href: string; parts: Inline[] };

const DEEPEST = 6;
/** A mark whose partner is further away than this is a plain character: keeps hostile text from being read again and again. */
const FARTHEST = 4_000;
/** As many marks that close nothing are skipped while looking for the one that does. */
const MOST_TRIES = 8;

const ESCAPED = /[!-/:-@[-`{-~]/;
const MARK = /[\\`*_[\]!<\n]|https?:\/\//g;
const BARE_URL = /https?:\/\/[^\s<>"'`|\\^{}[\]]{1,2000}/y;
const AUTOLINK = /<(https?:\/\/[^\s<>]{1,2000}|mailto:[^\s<>]{1,300})>/y;
const TAG = /<\/?[a-z][^<>]{0,1000}>|<!--[^]{0,1000}?-->/iy;
const BREAK_TAG = /<br\s*\/?>/iy;

/**
 * Cuts a block's text into runs. Links survive only with http, https or mailto; images become their alternative text, because
 * loading one would tell its host who reads; HTML is dropped, its text kept. The result is data: nothing in it can be markup.
 */
export function parseInline(text: string, depth = 0): Inline[] {
  const runs: Inline[] = [];
  let plain = '';
  const push = (run: Inline) => {
    if (run.kind === 'break') plain = plain.replace(/ {1,9}$/, '');
    if (plain !== '') runs.push({ kind: 'text', text: plain });
    plain = '';
    runs.push(run);
  };
  let at = 0;
  while (at < text.length) {
    MARK.lastIndex = at;
    const mark = MARK.exec(text);
    if (!mark) {
      plain += text.slice(at);
      break;
    }
    plain += text.slice(at, mark.index);
    at = mark.index;
    const read = readMark(text, at, depth);
    if (typeof read.run === 'string') plain += read.run;
    else push(read.run);
    at = read.end;
    if (typeof read.run !== 'string' && read.run.kind === 'break') at += text.slice(at, at + 200).search(/[^ \t]|$/);
  }
  if (plain !== '') runs.push({ kind: 'text', text: plain });
  return runs;
}

/** One mark at `at`: a run, or the plain text that it turned out to be, and where reading goes on. */
function readMark(text: string, at: number, depth: number): { run: Inline | string; end: number } {
  const character = text.charAt(at);
  const literal = { run: character, end: at + 1 };
  switch (character) {
    case '\\': {
      const next = text.charAt(at + 1);
      if (next === '\n') return { run: { kind: 'break' }, end: at + 2 };
      return ESCAPED.test(next) ? { run: next, end: at + 2 } : literal;
    }
    case '\n': {
      const hard = text.slice(Math.max(0, at - 2), at) === '  ';
      return hard ? { run: { kind: 'break' }, end: at + 1 } : { run: ' ', end: at + 1 };
    }
    case '`': {
      const end = near(text, '`', at + 1);
      return end > at + 1 ? { run: { kind: 'code', text: text.slice(at + 1, end) }, end: end + 1 } : literal;
    }
    case '*':
    case '_':
      return readEmphasis(text, at, depth) ?? literal;
    case '[':
      return readLink(text, at, depth) ?? literal;
    case '!': {
      const image = text.charAt(at + 1) === '[' ? readLink(text, at + 1, depth) : null;
      if (image) return { run: typeof image.run === 'string' ? image.run : textOf([image.run]), end: image.end };
      return literal;
    }
    case '<':
      return readAngle(text, at) ?? literal;
    case 'h':
      return readBareUrl(text, at) ?? literal;
    default:
      return literal;
  }
}

function readEmphasis(text: string, at: number, depth: number): { run: Inline; end: number } | null {
  if (depth >= DEEPEST) return null;
  const character = text.charAt(at);
  const mark = text.startsWith(character + character, at) ? character + character : character;
  const from = at + mark.length;
  // "snake_case" and "2 * 3" are no emphasis.
  if (/\s|^$/.test(text.charAt(from)) || (character === '_' && /[\p{L}\p{N}]/u.test(text.charAt(at - 1)))) return null;
  let end = near(text, mark, from);
  for (let tried = 0; end > 0 && /[\s\\]/.test(text.charAt(end - 1)); tried += 1) end = tried < MOST_TRIES ? near(text, mark, end + 1) : -1;
  if (end <= from) return null;
  // In "**a *b***" the outer mark is the last one.
  while (mark.length === 2 && text.charAt(end + 2) === character) end += 1;
  return {
    run: { kind: mark.length === 2 ? 'strong' : 'emphasis', parts: parseInline(text.slice(from, end), depth + 1) },
    end: end + mark.length,
  };
}

function readLink(text: string, at: number, depth: number): { run: Inline | string; end: number } | null {
  if (depth >= DEEPEST) return null;
  const middle = near(text, '](', at + 1);
  if (middle < 0) return null;
  const end = near(text, ')', middle + 2);
  if (end < 0) return null;
  const label = text.slice(at + 1, middle);
  if (label.includes('[') && !label.includes('![')) return null;
  const [written = ''] = text
    .slice(middle + 2, end)
    .trim()
    .replace(/^<|>$/g, '')
    .split(/\s/);
  const parts = parseInline(label, depth + 1);
  const href = safeHref(written);
  if (href === null) return { run: textOf(parts), end: end + 1 };
  // A link without words would be invisible and unreadable aloud.
  return { run: { kind: 'link', href, parts: textOf(parts).trim() === '' ? [{ kind: 'text', text: href }] : parts }, end: end + 1 };
}

function readAngle(text: string, at: number): { run: Inline | string; end: number } | null {
  AUTOLINK.lastIndex = at;
  const link = AUTOLINK.exec(text)?.[1];
  const href = link === undefined ? null : safeHref(link);
  if (link !== undefined && href !== null)
    return { run: { kind: 'link', href, parts: [{ kind: 'text', text: link }] }, end: at + link.length + 2 };
  BREAK_TAG.lastIndex = at;
  if (BREAK_TAG.test(text)) return { run: { kind: 'break' }, end: BREAK_TAG.lastIndex };
  TAG.lastIndex = at;
  return TAG.test(text) ? { run: '', end: TAG.lastIndex } : null;
}

function readBareUrl(text: string, at: number): { run: Inline; end: number } | null {
  BARE_URL.lastIndex = at;
  // Full stops and brackets after an address belong to the sentence.
  const written = BARE_URL.exec(text)?.[0].replace(/[.,;:!?*_)]+$/, '') ?? '';
  const href = safeHref(written);
  return href === null ? null : { run: { kind: 'link', href, parts: [{ kind: 'text', text: written }] }, end: at + written.length };
}

/** The address in the URL parser's own spelling if it may become a link, else null: that parser is what the browser will use too. */
export function safeHref(written: string): string | null {
  if (!URL.canParse(written)) return null;
  const { protocol, href, username, password } = new URL(written);
  if (protocol === 'mailto:') return href;
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '' ? href : null;
}

/** The words of a list of runs. */
export function textOf(runs: readonly Inline[]): string {
  return runs.map((run) => ('text' in run ? run.text : 'parts' in run ? textOf(run.parts) : ' ')).join('');
}

function near(text: string, mark: string, from: number): number {
  const found = text.slice(from, from + FARTHEST).indexOf(mark);
  return found < 0 ? -1 : from + found;
}
