import { decodeEntities } from '../text.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const revive = (key: string, value: unknown): unknown => (FORBIDDEN.has(key) ? undefined : value);

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text, revive) as unknown;
  } catch {
    return undefined;
  }
}

/** Escapes what may not stand raw inside a string, drops commas before a closing bracket, and adds the brackets that a cut text lacks. One pass. */
function mend(text: string): string {
  let out = '';
  let inString = false;
  const open: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (inString) {
      if (char === '\\') {
        const next = text[at + 1] ?? '';
        out += /["\\/bfnrtu]/.test(next) ? char + next : `\\\\${next}`;
        at += 1;
      } else if (char === '"') {
        // A quote that no comma, colon or bracket follows was meant as text.
        let look = at + 1;
        while (look < text.length && /\s/.test(text[look] ?? '')) look += 1;
        const following = text[look] ?? '';
        if (look >= text.length || /[,:}\]]/.test(following)) {
          inString = false;
          out += char;
        } else out += '\\"';
      } else if (char < ' ') out += char === '\n' ? '\\n' : char === '\t' ? '\\t' : char === '\r' ? '\\r' : ' ';
      else out += char;
    } else if (char === '"') {
      inString = true;
      // A missing comma between a value and the next key.
      if (/["}\]\d]\s*$/.test(out.slice(-40))) out = `${out},`;
      out += char;
    } else if (char === '}' || char === ']') {
      out = `${out.replace(/,\s*$/, '')}${char}`;
      open.pop();
    } else {
      if (char === '{' || char === '[') open.push(char);
      out += char;
    }
  }
  if (inString) out += '"';
  while (open.length) out += open.pop() === '{' ? '}' : ']';
  return out;
}

/**
 * JSON as pages write it: in CDATA or HTML comments, with escaped entities, raw line breaks, trailing or missing commas. `undefined` where
 * nothing sensible comes out. Never evaluates anything; keys that could reach a prototype are dropped. Texts over 3 MB are refused.
 */
export function parseLooseJson(raw: string): unknown {
  if (raw.length > 3_000_000) return undefined;
  let text = raw.replace(/^\uFEFF/, '').trim();
  const direct = tryParse(text);
  if (direct !== undefined) return direct;
  text = text.replace(/^(?:\s|\/\/|\/\*|<!--|<!\[CDATA\[|\*\/|-->)+/, '').replace(/(?:\s|\/\/|\/\*|-->|\]\]>|\*\/|;)+$/, '');
  const start = text.search(/[{[]/);
  if (start < 0) return undefined;
  text = text.slice(start);
  const unwrapped = tryParse(text);
  if (unwrapped !== undefined) return unwrapped;
  if (/^[{[]\s*&(?:quot|#34|#x22);/i.test(text)) text = decodeEntities(text);
  return tryParse(text) ?? (text.length < 600_000 ? tryParse(mend(text)) : undefined);
}
