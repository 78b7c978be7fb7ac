import type { Reading } from '../capture.ts';
import { parseCompany } from '../fields/company.ts';
import { placeScore } from '../fields/places.ts';
import { parseWorkplaceType } from '../fields/workplace-type.ts';
import type { Line } from '../lines.ts';
import { isChrome } from '../lines.ts';
import type { Page } from '../page.ts';
import { CAPITAL, CAPITALS, LETTERS, clean, fold, squash, squashCompany } from '../text.ts';
import { attribute, REGION, type Box } from '../tree.ts';
import { brandOf, isBoard } from './boards.ts';
import { piecesOf } from './near-headline.ts';

/** A name: words that begin with a capital or a digit, with small words between them. */
const WORD = `[${CAPITALS}\\d][${LETTERS}\\d&.'’+-]*`;
const NAME = new RegExp(`^${WORD}(?: (?:of|and|the|de|du|des|di|del|della|van|von|der|und|et|y|w|we|v|i|og|och|for|für|&|${WORD})){0,5}`);
/** What may stand before a name, and what must follow it. */
const BEFORE: [RegExp, RegExp][] = [
  [/^(?:About|Über|Om|Sobre|À propos de|A propos de|Chi è|O firmie|O společnosti|Про|О компании)\s+/, /^\s*[:?]?$/],
  [/^(?:At|Bei|Chez|Hos|En)\s+/, /^,\s+(?:we|our|you|it|wir|nous)/],
  [/^(?:Why join|Why work at|Why|Working at|Life at|Work at|Careers at|Join)\s+/, /^\s*[?!]?$/],
];
const HIRES =
  /^(?: \([^()]{2,20}\))?(?: at [A-Z][^.,]{2,50}?)?(?:,? (?:located |based )?in [A-Z][^\s,]+,?)? (?:is|are) (?:currently |now |actively )?(?:looking for|seeking|hiring|recruiting|searching)|^ (?:recrute|recherche|sucht|busca|cerca|zoekt|søger|söker|etsii|hledá|poszukuje|шукає|ищет)(?![a-zß-ɏ])/;
const IS =
  /^ (?:(?:is|was founded|are) (?:a|an|the|one of|on a mission|committed|building|based|ist|founded|dedicated)|(?:leads|builds|provides|develops|helps|creates|delivers|est une?|es una?|ist ein\w*))\b/;
/** Cheap to ask first: most sentences have none of the words that the forms above end in. */
const TELLING =
  / (?:looking for|seeking|hiring|recruiting|searching|recrute|recherche|sucht|busca|cerca|zoekt|søger|söker|etsii|hledá|poszukuje|шукає|ищет|is an?|is the|is one|is on|is committed|is building|is based|is ist|is founded|is dedicated|was founded|are an?|are the|are one|are on|are committed|are building|are based|are founded|are dedicated|leads|builds|provides|develops|helps|creates|delivers|est une?|es una?|ist ein)/;

/** The name that a sentence's beginning says employs, and how surely; `null` where it is none of the forms. */
function nameIn(start: string): { name: string; said: string; weak: boolean } | null {
  for (const [before, after] of BEFORE) {
    const lead = before.exec(start)?.[0];
    if (lead === undefined) continue;
    const name = NAME.exec(start.slice(lead.length))?.[0];
    const rest = name === undefined ? null : after.exec(start.slice(lead.length + name.length));
    if (name !== undefined && rest) return { name, said: lead + name + rest[0], weak: false };
  }
  if (!TELLING.test(start)) return null;
  const name = NAME.exec(start)?.[0];
  if (name === undefined) return null;
  const rest = start.slice(name.length);
  const hires = HIRES.exec(rest);
  const is = hires ?? IS.exec(rest);
  return is && { name, said: name + is[0], weak: !hires };
}

const PRONOUN =
  /^(?:we|you|it|this|there|he|she|they|who|what|our|the (?:role|job|team|position|company|ideal|successful|candidate|work|opportunity)|our .*|us|the role|the team|this .*|that|here|job|position|role|please|candidates?|applicants?|as|in|if|at|our mission|your .*|il|elle|ce poste|cette .*|la|le|die|der|das|es|wir|remote|team|about|experience|knowledge|ability|each|all|these|both|one|everyone|someone|location|department|being|he\/she|salary)$/i;

/** Who employs, from prose: "X is hiring", "At X, we", "About X". */
export function* readCompanySentences(lines: readonly Line[]): Generator<Reading> {
  let read = 0;
  for (const line of lines) {
    if (line.region & (REGION.nav | REGION.noise | REGION.dialog | REGION.footer)) continue;
    read += 1;
    if (read > 150) break;
    const start = line.text.slice(0, 160);
    const found = nameIn(start);
    const name = found ? clean(found.name).replace(/[.,]$/, '') : '';
    if (!found || !name || PRONOUN.test(name) || name.length > 60 || isBoard(name)) continue;
    yield { field: 'company', raw: name, reader: found.weak ? 'sentences-weak' : 'sentences', via: clean(found.said).slice(0, 80) };
  }
}

function linkAround(image: Box): Box | null {
  for (let up = image.parent, level = 0; up && level < 3; up = up.parent, level += 1) if (up.tag === 'a') return up;
  return null;
}

const leadsHome = (href: string, url: URL): boolean =>
  href !== '' && URL.canParse(href, url.href) && /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?|index\.\w+)?$/i.test(new URL(href, url).pathname);

/** Who publishes the page: og:site_name, logos, the copyright line, the address. Boards and recruiting systems are left out. */
export function* readPublisher(page: Page, lines: readonly Line[], headline: Line | null): Generator<Reading> {
  const say = (raw: string, reader: string, via: string): Reading[] =>
    raw && !isBoard(raw) ? [{ field: 'company', raw, reader, via }] : [];
  yield* say(page.meta.get('og:site_name') ?? '', 'site-name', 'og:site_name');
  yield* say(page.meta.get('application-name') ?? '', 'site-name', 'application-name');
  const brand = brandOf(page.url);
  // Where the address names its tenant, a sign that says another name is the system's or a test's.
  const signs = (alt: string): boolean =>
    !brand.tenant || brand.name === '' || squash(alt).includes(squash(brand.name)) || squash(brand.name).includes(squash(alt));
  let logos = 0;
  for (const image of page.tree.images) {
    const alt = clean(attribute(image, 'alt'));
    if (image.hidden || alt.length < 2 || alt.length > 60 || logos > 5) continue;
    if (headline && image.order > headline.order + 400) break;
    const named = /\blogo(?:type)?\b/i.test(alt);
    const link = linkAround(image);
    const file = /logo/i.test(attribute(image, 'src'));
    if (!named && !link && !file) continue;
    logos += 1;
    // The picture at the top that leads home is the publisher's sign, whatever its text says.
    const home = link !== null && leadsHome(attribute(link, 'href'), page.url);
    yield* say(alt.replace(/\s*\blogo(?:type)?\b\s*/i, ' ').trim(), named || (home && file && signs(alt)) ? 'logo' : 'logo-weak', 'logo');
  }
  for (const line of lines.slice(-60)) {
    if (!/©|\(c\)|copyright/i.test(line.text)) continue;
    const match =
      /(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)\s*(?:[Cc]opyright\s*)?(?:©\s*)?(?:19|20)?\d{0,2}(?:\s*[-–]\s*\d{4})?[,.]?\s*(?:[Bb]y\s+)?([A-Za-zÀ-ɏͰ-῿぀-퟿][^|©.–—·•,]{1,50})/.exec(
        line.text,
      );
    const name = clean(match?.[1] ?? '').replace(/\s*(?:all rights.*|inc|\d{4}.*)$/i, '');
    if (name && !/^(?:all|rights|the|by)\b/i.test(name)) yield* say(name, 'copyright', '©');
  }
  if (brand.name.length > 1) {
    const key = squash(brand.name);
    // How the page itself writes the name that the address has.
    let written = '';
    const spaced = fold(brand.name).replaceAll('-', ' ');
    for (const line of lines) {
      if (line.text.length > 4000) continue;
      const at = fold(line.text).indexOf(spaced);
      if (at >= 0 && fold(line.text).length === line.text.length) {
        written = line.text.slice(at, at + brand.name.length);
        if (CAPITAL.test(written.charAt(0))) break;
      }
    }
    // "dunlinfoods" in the address is "Dunlin Foods" where the page begins a sentence with it.
    for (const line of written ? [] : lines.slice(0, 400)) {
      const [start = ''] = NAME.exec(line.text.slice(0, 80)) ?? [];
      const words = start.split(' ');
      const count = words.findIndex((_, at) => squash(words.slice(0, at + 1).join(' ')) === key);
      if (count < 1) continue;
      written = words.slice(0, count + 1).join(' ');
      break;
    }
    const name =
      written && CAPITAL.test(written)
        ? written
        : brand.name
            .split(/[-_]/)
            .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
            .join(' ');
    if (key.length > 1) yield* say(name, brand.tenant && written ? 'tenant' : 'host', page.url.hostname);
  }
}

/** A line that is the link home names the site. */
const leadsHomeAtAll = (line: Line, url: URL): boolean => {
  const [first] = line.parts;
  const link = line.linked > 0.9 && first ? (first.box.tag === 'a' ? first.box : linkAround(first.box)) : null;
  return link !== null && leadsHome(attribute(link, 'href'), url);
};

/** Words with which a line of the text begins: a name beside the title that begins a sentence too is most likely the employer's. */
const begins = (lines: readonly Line[], name: string): boolean =>
  name.includes(' ') && lines.some((line) => line.text.length > name.length + 20 && line.text.startsWith(`${name} `));

/** The lines right before and after the headline, where they look like a name that also stands elsewhere on the page. */
export function* readCompanyNear(
  page: Page,
  lines: readonly Line[],
  headline: Line,
  known: readonly string[],
  places: ReadonlySet<string>,
): Generator<Reading> {
  const keys = known.map((name) => squashCompany(name)).filter((key) => key.length > 2);
  const at = lines.indexOf(headline);
  for (const line of [...lines.slice(Math.max(0, at - 4), at), ...lines.slice(at + 1, at + 13)]) {
    if (isChrome(line) || line.text.length > 70 || line.heading > 4 || leadsHomeAtAll(line, page.url)) continue;
    const pieces = piecesOf(line);
    for (const piece of new Set([...line.parts.map((part) => part.text), ...(pieces.length > 1 ? pieces : [line.text])])) {
      // A name has no separator in it: "Acme · Oslo" is read in pieces.
      if (pieces.length > 1 && / [|•·] /.test(piece)) continue;
      const name = parseCompany(piece.replace(/\s*\([^()]*\)$/, ''));
      if (!name || places.has(squash(name)) || placeScore(name) > 0 || parseWorkplaceType(name)) continue;
      const key = squashCompany(name);
      if (
        keys.some(
          (other) =>
            other === key ||
            (key.length > 3 && other.startsWith(key)) ||
            (other.length > 3 && key.startsWith(other) && key.length < other.length * 1.7) ||
            (key.length > 4 && other.includes(key)),
        )
      ) {
        yield { field: 'company', raw: name, reader: 'near-headline', via: 'beside the title' };
      } else if (line.heading === 0 && line.linked === 0 && begins(lines, name))
        yield { field: 'company', raw: name, reader: 'near-headline-weak', via: 'begins a sentence' };
    }
  }
}
