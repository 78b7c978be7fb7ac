/** One damage done to a page's source. `at` and `to` are places, 0 to 1 of the length, so that one list of damages fits every page. */
export interface Damage {
  kind: (typeof DAMAGES)[number];
  at: number;
  to: number;
  /** Any number, for choosing among what the damage offers. */
  pick: number;
}

export const DAMAGES = [
  'cut a tag',
  'cut a piece',
  'cut off the end',
  'swap two attribute values',
  'truncate JSON',
  'replace a JSON value',
  'swap two texts',
  'replace a text',
  'put a lone surrogate',
  'double a subtree',
  'damage an entity',
  'wrap deep',
  'rename a tag',
  'put markup',
] as const;

const ODD_VALUES = [
  'null', '0', '-1', '1e999', '""', '[]', '{}', '[[[]]]', '{"@type":"JobPosting"}', '{"name":{"name":null}}', 'true', '"\\ud800"', '"\\u0000"', '[null,1,"a",{}]', '{"__proto__":{"title":"x"}}', '"2026-13-45T99:99"', '"<b>x</b>&amp;amp;lt;"',
]; // prettier-ignore
const ODD_TEXTS = [
  '', ' ', '\u00a0', '\u200b', '\u202e', '-', '$', '€0', '$1–$0', '1e309', '99999999999999999999', '0', '31/02/2026', '0000-00-00', '-271821-04-20', 'NaN', 'undefined', '[object Object]', '&nbsp;', '&#0;', '&#1114112;', '&#xD800;', '((((((', '%', '\\', '\u{1f600}', 'null', 'a'.repeat(2000), 'Remote Remote Remote', '20K - 30K - 40K €/£', 'on-site hybrid remote',
]; // prettier-ignore
const ODD_MARKUP = [
  '<form><input name="children"><input name="attributes">', '<p itemscope itemtype="https://schema.org/JobPosting" itemref="x" id="x">', '<script type="application/ld+json">', '<!--', '</main>', '<template><h1>x</h1></template>', '<svg><title>x</title></svg>', '<table><tr><td>', '<select><option>', '<textarea>', '<h1></h1>', '<h1>Apply now</h1>', '<base href="javascript:x">', '<a href="//[">x</a>', '<a href="javascript:alert(1)">x</a>', '<dl><dd>x<dt>Location', '<plaintext>', '<![CDATA[', '<noscript>', '<p hidden>', '<div role="dialog">',
]; // prettier-ignore

const choose = <T>(list: readonly T[], pick: number): T | undefined => list[Math.abs(Math.trunc(pick)) % list.length];

/** All places where a pattern matches, as [start, end). */
function places(html: string, pattern: RegExp): [number, number][] {
  return [...html.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
}

const near = (list: readonly [number, number][], share: number): [number, number] | undefined =>
  list[Math.min(list.length - 1, Math.floor(share * list.length))];

const put = (html: string, [from, to]: readonly [number, number], text: string): string => html.slice(0, from) + text + html.slice(to);

/** The two places with what stands in them exchanged; unchanged where they are one or overlap. */
function swap(html: string, a: [number, number] | undefined, b: [number, number] | undefined): string {
  if (!a || !b) return html;
  const [first, second] = a[0] <= b[0] ? [a, b] : [b, a];
  if (first[1] > second[0]) return html;
  return html.slice(0, first[0]) + html.slice(...second) + html.slice(first[1], second[0]) + html.slice(...first) + html.slice(second[1]);
}

const TAG = /<\/?[a-zA-Z][^<>]*>/g;
const TEXT = /(?<=>)[^<>]+(?=<)/g;
const ATTRIBUTE = /(?<==")[^"<>]*(?=")/g;
const JSON_BLOCK = /(?<=<script[^<>]*json[^<>]*>)[^<]+/g;
const JSON_VALUE = /(?<=":\s*)(?:"(?:[^"\\<]|\\.)*"|-?[\d.]+|true|false|null|\{[^{}<]*\}|\[[^[\]<]*\])/g;

/** The page's source with one damage done to it; the same page and damage always give the same source. */
export function damage(html: string, { kind, at, to, pick }: Damage): string {
  const spot = Math.floor(at * html.length);
  switch (kind) {
    case 'cut a tag': {
      const place = near(places(html, TAG), at);
      return place ? put(html, place, '') : html;
    }
    case 'cut a piece':
      return put(html, [spot, Math.min(html.length, spot + Math.floor(to * 400))], '');
    case 'cut off the end':
      return html.slice(0, Math.max(40, spot));
    case 'swap two attribute values': {
      const list = places(html, ATTRIBUTE);
      return swap(html, near(list, at), near(list, to));
    }
    case 'truncate JSON': {
      const place = near(places(html, JSON_BLOCK), to);
      return place ? put(html, [place[0] + Math.floor(at * (place[1] - place[0])), place[1]], '') : html;
    }
    case 'replace a JSON value': {
      const place = near(places(html, JSON_VALUE), at);
      return place ? put(html, place, choose(ODD_VALUES, pick) ?? '') : html;
    }
    case 'swap two texts': {
      const list = places(html, TEXT);
      return swap(html, near(list, at), near(list, to));
    }
    case 'replace a text': {
      const place = near(places(html, TEXT), at);
      return place ? put(html, place, choose(ODD_TEXTS, pick) ?? '') : html;
    }
    case 'put a lone surrogate':
      return put(html, [spot, spot], pick % 2 === 0 ? '\ud83d' : '\udc00');
    case 'double a subtree': {
      const tag = near(places(html, /<(?:div|section|article|li|ul|dl|p|h1|main|script|head|body)\b[^<>]*>/g), at);
      if (!tag) return html;
      const name = /[a-z]+\d?/.exec(html.slice(...tag))?.[0] ?? '';
      const end = html.indexOf(`</${name}>`, tag[1]);
      if (end === -1) return html;
      const whole = html.slice(tag[0], end + name.length + 3);
      return put(html, [tag[0], tag[0]], whole.length > 20_000 ? '' : whole.repeat(1 + (Math.abs(pick) % 30)));
    }
    case 'damage an entity': {
      const place = near(places(html, /&[#\w]{1,10};?/g), at) ?? [spot, spot];
      return put(
        html,
        place,
        choose(['&', '&&', '&;', '&#', '&#x;', '&#xffffffff;', '&amp;amp;', '&lt;script&gt;', '&nosuch;', '&#55357;'], pick) ?? '',
      );
    }
    case 'wrap deep': {
      const depth = 1 + (Math.abs(pick) % 1500);
      const place = near(places(html, TEXT), at) ?? [spot, spot];
      return put(html, place, `${'<div>'.repeat(depth)}${html.slice(...place)}${'</div>'.repeat(to < 0.5 ? depth : 0)}`);
    }
    case 'rename a tag': {
      const place = near(places(html, /(?<=<\/?)[a-z][a-z0-9]*/g), at);
      return place
        ? put(
            html,
            place,
            choose(['h1', 'script', 'title', 'body', 'svg', 'style', 'nav', 'table', 'option', 'noscript', 'x-y', 'template'], pick) ?? '',
          )
        : html;
    }
    case 'put markup':
      return put(html, [spot, spot], choose(ODD_MARKUP, pick) ?? '');
  }
}
