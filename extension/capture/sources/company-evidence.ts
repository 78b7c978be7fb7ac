import type { Reading } from '../capture.ts';
import { parseCompany } from '../fields/company.ts';
import { placeScore } from '../fields/places.ts';
import { parseWorkplaceType } from '../fields/workplace-type.ts';
import type { Line } from '../lines.ts';
import { isChrome } from '../lines.ts';
import type { Page } from '../page.ts';
import { clean, fold, squash, squashCompany } from '../text.ts';
import { attribute, REGION } from '../tree.ts';
import { brandOf, isBoard } from './boards.ts';

const NAME = "((?:[\\p{Lu}\\d][\\p{L}\\d&.'’+-]*)(?:[ ](?:of|and|the|de|du|for|für|&|[\\p{Lu}\\d][\\p{L}\\d&.'’+-]*)){0,5})";
const SENTENCES: RegExp[] = [
  new RegExp(`^(?:About|Über|Om|Sobre|À propos de|A propos de|Chi è|O firmie|O společnosti|Про|О компании)\\s+${NAME}\\s*[:?]?$`, 'u'),
  new RegExp(`^(?:At|Bei|Chez|Hos|En)\\s+${NAME},\\s+(?:we|our|you|it|wir|nous)`, 'u'),
  new RegExp(
    `^${NAME}(?: \\([^()]{2,20}\\))?(?: at [\\p{Lu}][^.,]{2,50}?)?(?:,? (?:located |based )?in [\\p{Lu}][\\p{L}]+,?)? (?:is|are) (?:currently |now |actively )?(?:looking for|seeking|hiring|recruiting|searching)`,
    'u',
  ),
  new RegExp(`^${NAME} (?:recrute|recherche|sucht|busca|cerca|zoekt|søger|söker|etsii|hledá|poszukuje|шукає|ищет)\\b`, 'u'),
  new RegExp(`^(?:Why|Working at|Life at|Work at|Careers at|Join|Why join|Why work at)\\s+${NAME}\\s*[?!]?$`, 'u'),
  new RegExp(`^${NAME} (?:is|was founded|are) (?:a|an|the|one of|on a mission|committed|building|based|ist|founded|dedicated)\\b`, 'u'),
  new RegExp(`^${NAME} (?:leads|builds|provides|develops|helps|creates|delivers|est une?|es una?|ist ein\\w*)\\b`, 'u'),
];
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
    for (const [at, pattern] of SENTENCES.entries()) {
      const match = pattern.exec(start);
      const name = match?.[1] ? clean(match[1]).replace(/[.,]$/, '') : '';
      if (!name || PRONOUN.test(name) || name.length > 60 || isBoard(name)) continue;
      yield { field: 'company', raw: name, reader: at < 5 ? 'sentences' : 'sentences-weak', via: clean(match?.[0] ?? '').slice(0, 80) };
      break;
    }
  }
}

/** Who publishes the page: og:site_name, logos, the copyright line, the address. Boards and recruiting systems are left out. */
export function* readPublisher(page: Page, lines: readonly Line[], headline: Line | null): Generator<Reading> {
  const say = (raw: string, reader: string, via: string): Reading[] =>
    raw && !isBoard(raw) ? [{ field: 'company', raw, reader, via }] : [];
  yield* say(page.meta.get('og:site_name') ?? '', 'site-name', 'og:site_name');
  yield* say(page.meta.get('application-name') ?? '', 'site-name', 'application-name');
  let logos = 0;
  for (const image of page.tree.images) {
    const alt = clean(attribute(image, 'alt'));
    if (image.hidden || alt.length < 2 || alt.length > 60 || logos > 5) continue;
    if (headline && image.order > headline.order + 400) break;
    const named = /\blogo(?:type)?\b/i.test(alt);
    let linked = false;
    for (let up = image.parent, level = 0; up && level < 3; up = up.parent, level += 1) if (up.tag === 'a') linked = true;
    if (!named && !linked && !/logo/i.test(attribute(image, 'src'))) continue;
    logos += 1;
    yield* say(alt.replace(/\s*\blogo(?:type)?\b\s*/i, ' ').trim(), named ? 'logo' : 'logo-weak', 'logo');
  }
  for (const line of lines.slice(-60)) {
    const match =
      /(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:©\s*)?(?:19|20)?\d{0,2}(?:\s*[-–]\s*\d{4})?[,.]?\s*(?:by\s+)?([\p{L}][^|©.–—·•,]{1,50})/iu.exec(
        line.text,
      );
    const name = clean(match?.[1] ?? '').replace(/\s*(?:all rights.*|inc|\d{4}.*)$/i, '');
    if (name && !/^(?:all|rights|the|by)\b/i.test(name)) yield* say(name, 'copyright', '©');
  }
  const brand = brandOf(page.url);
  if (brand.name.length > 1) {
    const key = squash(brand.name);
    // How the page itself writes the name that the address has.
    let written = '';
    for (const line of lines) {
      if (line.text.length > 4000) continue;
      const at = fold(line.text).indexOf(fold(brand.name).replaceAll('-', ' '));
      if (at >= 0 && fold(line.text).length === line.text.length) {
        written = line.text.slice(at, at + brand.name.length);
        if (/^\p{Lu}/u.test(written)) break;
      }
    }
    const name =
      written && /\p{Lu}/u.test(written)
        ? written
        : brand.name
            .split(/[-_]/)
            .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
            .join(' ');
    if (key.length > 1) yield* say(name, brand.tenant && written ? 'tenant' : 'host', page.url.hostname);
  }
}

/** The lines right before and after the headline, where they look like a name that also stands elsewhere on the page. */
export function* readCompanyNear(
  lines: readonly Line[],
  headline: Line,
  known: readonly string[],
  places: ReadonlySet<string>,
): Generator<Reading> {
  const keys = known.map((name) => squashCompany(name)).filter((key) => key.length > 2);
  const at = lines.indexOf(headline);
  for (const line of [...lines.slice(Math.max(0, at - 4), at), ...lines.slice(at + 1, at + 13)]) {
    if (isChrome(line) || line.text.length > 70 || line.heading > 4) continue;
    for (const piece of new Set([line.text, ...line.parts.map((part) => part.text)])) {
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
      }
    }
  }
}
