import type { Line } from '../lines.ts';
import { clean, decodeEntities } from '../text.ts';
import { attribute, type Box } from '../tree.ts';

const LONGEST = 190_000;

function linkOf(box: Box): string | null {
  let up: Box | null = box;
  for (let level = 0; up && level < 4; level += 1, up = up.parent) if (up.tag === 'a') return attribute(up, 'href') || null;
  return null;
}

function listDepth(line: Line): number {
  let depth = 0;
  for (let up: Box | null = line.box, level = 0; up && level < 14; up = up.parent, level += 1) if (up.tag === 'li') depth += 1;
  return depth;
}

function inlineText(line: Line, base: URL): string {
  if (!line.parts.some((part) => linkOf(part.box))) return line.text;
  let text = '';
  for (const part of line.parts) {
    const href = linkOf(part.box);
    const address = href && !href.startsWith('#') && URL.canParse(href, base.href) ? new URL(href, base) : null;
    if (address && /^(?:https?|mailto):$/.test(address.protocol) && part.text) {
      const [, before = '', , after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part.raw) ?? [];
      text += `${before}[${part.text.replace(/[[\]]/g, '')}](${address.href.replace(/[()\s]/g, encodeURIComponent)})${after}`;
    } else text += part.raw;
  }
  return clean(text);
}

const BULLET = /^(?:[•·●▪◦‣∙○■□✓✔➢➤►–—]|[-*]\s)\s*/;

/** Visible lines as Markdown: headings, list items, paragraphs, links. Link addresses are made absolute against `base`. */
export function linesToMarkdown(lines: readonly Line[], base: URL): string {
  const out: string[] = [];
  let inList = false;
  let previousItem: Box | null = null;
  for (const line of lines) {
    const depth = listDepth(line);
    const bulleted = BULLET.test(line.text);
    const text = inlineText(line, base).replace(BULLET, '');
    if (!text) continue;
    let item: Box | null = line.box;
    while (item && item.tag !== 'li') item = item.parent;
    if (line.heading) {
      out.push('', `${'#'.repeat(Math.min(6, Math.max(2, line.heading)))} ${text}`, '');
      inList = false;
    } else if (depth > 0 || bulleted) {
      if (!inList) out.push('');
      const continued = item !== null && item === previousItem && !bulleted;
      out.push(`${'  '.repeat(Math.max(0, depth - 1))}${continued ? '  ' : '- '}${text}`);
      inList = true;
    } else {
      out.push('', text.replace(/^([#>])/, '\\$1'));
      inList = false;
    }
    previousItem = item;
  }
  return out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, LONGEST);
}

const BLOCK = /^(?:p|div|section|article|ul|ol|table|tr|h[1-6]|br|hr|li|dd|dt|dl|blockquote|pre|header|main)$/;

/** Markdown from HTML in a string (a description in structured data): tags are told apart by hand, for nothing may be parsed into the page. */
export function htmlToMarkdown(html: string): string {
  let source = html.slice(0, 600_000);
  for (let round = 0; round < 3 && /&(?:amp;){0,2}lt;\/?[a-z]/i.test(source) && !/<\/?(?:p|div|ul|li|br|h\d)\b/i.test(source); round += 1)
    source = decodeEntities(source);
  // Some publishers write a line break as backslash and n.
  source = source.replace(/\\n/g, '\n').replace(/\\t/g, ' ');
  const hasTags = /<\/?(?:p|div|ul|ol|li|br|h\d|b|strong|span|em|a)\b/i.test(source);
  if (!hasTags) return decodeEntities(decodeEntities(source)).split(/\n+/).map(clean).filter(Boolean).join('\n\n').slice(0, LONGEST);
  const out: string[] = [];
  let buffer = '';
  let prefix = '';
  let skipping = '';
  const flush = (): void => {
    const text = clean(decodeEntities(decodeEntities(buffer)));
    if (text) out.push(prefix === '- ' && /^\n?- /.test(out.at(-1) ?? '') ? `${prefix}${text}` : `\n${prefix}${text}`);
    buffer = '';
    if (text) prefix = '';
  };
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) {
      if (!skipping) buffer += source.slice(at);
      break;
    }
    if (!skipping) buffer += source.slice(at, open);
    const close = source.indexOf('>', open);
    const match = close > 0 ? /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/.exec(source.slice(open, open + 24)) : null;
    if (!match) {
      if (source.startsWith('<!--', open)) {
        const end = source.indexOf('-->', open);
        at = end < 0 ? source.length : end + 3;
        continue;
      }
      if (!skipping) buffer += '<';
      at = open + 1;
      continue;
    }
    const tag = (match[2] ?? '').toLowerCase();
    const closing = match[1] === '/';
    if (skipping) {
      if (closing && tag === skipping) skipping = '';
    } else if (!closing && (tag === 'script' || tag === 'style')) skipping = tag;
    else if (BLOCK.test(tag)) {
      flush();
      if (tag === 'li') prefix = closing ? '' : '- ';
      else if (/^h\d$/.test(tag)) prefix = closing ? '' : `${'#'.repeat(Math.max(2, Number(tag[1])))} `;
      else if (tag !== 'p' && tag !== 'div' && tag !== 'br') prefix = '';
    }
    at = close + 1;
  }
  flush();
  return out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, LONGEST);
}
