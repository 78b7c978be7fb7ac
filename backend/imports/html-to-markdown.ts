import { Parser } from 'htmlparser2';

const DROPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
  'title',
  'textarea',
  'select',
]);
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'aside',
  'ul',
  'ol',
  'table',
  'tr',
  'blockquote',
  'pre',
  'dl',
  'dt',
  'dd',
  'figure',
  'form',
  'address',
  'hr',
]);
const MARKS: Readonly<Record<string, string>> = { strong: '**', b: '**', em: '*', i: '*' };
/** Lists and emphasis inside each other: postings nest three or four deep. */
const MAX_NESTING = 8;
/** Open elements, with those that careless pages never close. The parser's time grows with their number, and a file may open ten thousand. */
const MAX_DEPTH = 500;

class TooDeep extends Error {}

/** Whether a cell is HTML at all: it has a tag. A lone `<` or "salary < 50k > 40k" is text. */
export function isHtml(text: string): boolean {
  return /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/i.test(text);
}

/** What Markdown would read as markup is written with a backslash; entities in the source were text, so they must stay text. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[\\`*[\]<]/g, String.raw`\$&`)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll(/&(?=#?\w{1,32};)/g, String.raw`\&`);
}

/** A line that would start a heading, a list, a quotation or a rule by accident. */
function escapeLineStart(line: string): string {
  return line.replace(/^(?:#{1,6}(?= |$)|[-+](?= |$)|>|[-=~]{3,}$)/, String.raw`\$&`).replace(/^(\d{1,9})([.)])(?= |$)/, String.raw`$1\$2`);
}

function linkTarget(href: string | undefined): string | null {
  if (href === undefined || !URL.canParse(href)) return null;
  const url = new URL(href);
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href.replaceAll('(', '%28').replaceAll(')', '%29') : null;
}

interface Inline {
  tag: string;
  text: string;
  href: string | null;
}

/**
 * A posting's HTML as Markdown: headings, lists, emphasis, links to web and mail addresses, and text. Scripts, styles, images and every attribute
 * are left out. Reads once, from start to end, without a tree. `null` where more than 500 elements are open at once: nobody wrote that by hand.
 */
export function htmlToMarkdown(html: string): string | null {
  const lines: string[] = [];
  const lists: { ordered: boolean; count: number }[] = [];
  let inlines: Inline[] = [{ tag: '', text: '', href: null }];
  let prefix = '';
  let dropped: string | null = null;
  let droppedDepth = 0;
  let pending = '';
  let depth = 0;

  const append = (text: string): void => {
    const inline = inlines.at(-1);
    if (inline) inline.text += text;
  };
  // The parser gives `&amp;lt;` in two pieces, neither of which looks like an entity.
  const appendPending = (): void => {
    if (pending === '') return;
    append(escapeText(pending.replaceAll(/\s+/g, ' ')));
    pending = '';
  };
  const closeInline = (): void => {
    if (inlines.length < 2) return;
    const { tag, text, href } = inlines.pop() ?? { tag: '', text: '', href: null };
    const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    const mark = MARKS[tag] ?? '';
    append(core === '' ? text : `${before}${href === null ? mark + core + mark : `[${core}](${href})`}${after}`);
  };
  const endBlock = (): void => {
    if (inlines.length === 1 && inlines[0]?.text === '') return;
    while (inlines.length > 1) closeInline();
    const text = (inlines[0]?.text ?? '')
      .split('\n')
      .map((line) => line.replaceAll(/[^\S\n]+/g, ' ').trim())
      .join('\n')
      .trim();
    inlines = [{ tag: '', text: '', href: null }];
    if (text === '') return;
    const inList = prefix !== '' && !prefix.startsWith('#');
    if (lines.length > 0 && !(inList && lines.at(-1)?.startsWith('\u0001'))) lines.push('');
    const indent = inList ? ' '.repeat(prefix.length) : '';
    const [first = '', ...rest] = text.split('\n');
    const body = [prefix.startsWith('#') ? first : escapeLineStart(first), ...rest.map((line) => indent + escapeLineStart(line))];
    // Marks the lines of lists, between which no empty line is wanted.
    const item = inList ? '\u0001' : '';
    lines.push(...body.map((line, at) => `${item}${at === 0 ? prefix : ''}${line}${at < body.length - 1 ? '  ' : ''}`));
    prefix = '';
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new TooDeep();
        appendPending();
        if (dropped !== null) {
          if (name === dropped) droppedDepth += 1;
          return;
        }
        if (DROPPED.has(name)) {
          dropped = name;
          droppedDepth = 1;
        } else if (name === 'br') append('\n');
        else if (name === 'td' || name === 'th') append(' ');
        else if (/^h[1-6]$/.test(name)) {
          endBlock();
          prefix = `${'#'.repeat(Number(name[1]))} `;
        } else if (name === 'li') {
          endBlock();
          const list = lists.at(-1);
          if (list) list.count += 1;
          const marker = list?.ordered ? `${list.count}. ` : '- ';
          prefix = '  '.repeat(Math.min(Math.max(lists.length - 1, 0), MAX_NESTING)) + marker;
        } else if (BLOCKS.has(name)) {
          // A paragraph inside a list item continues the item's own line.
          if ((inlines[0]?.text ?? '').trim() !== '' || inlines.length > 1) endBlock();
          if (name === 'ul' || name === 'ol') lists.push({ ordered: name === 'ol', count: 0 });
        } else if ((MARKS[name] !== undefined || name === 'a') && inlines.length <= MAX_NESTING) {
          inlines.push({ tag: name, text: '', href: name === 'a' ? linkTarget(attributes['href']) : null });
        }
      },
      ontext(text) {
        if (dropped === null) pending += text;
      },
      onclosetag(name) {
        depth -= 1;
        appendPending();
        if (dropped !== null) {
          if (name === dropped) droppedDepth -= 1;
          if (droppedDepth === 0) dropped = null;
          return;
        }
        if (name === 'ul' || name === 'ol') {
          endBlock();
          lists.pop();
          if (lists.length === 0) prefix = '';
        } else if (BLOCKS.has(name) || name === 'li' || /^h[1-6]$/.test(name)) {
          endBlock();
          prefix = '';
        } else if (inlines.length > 1 && inlines.at(-1)?.tag === name) closeInline();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    parser.end(html);
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
  appendPending();
  endBlock();
  return lines.map((line) => line.replace('\u0001', '')).join('\n');
}
