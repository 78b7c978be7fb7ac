import { untilSpent, type Budget } from '../budget.ts';
import type { Reading } from '../capture.ts';
import { employmentTypesIn } from '../fields/employment-type.ts';
import { hasCity, placeScore } from '../fields/places.ts';
import { parseWorkplaceType } from '../fields/workplace-type.ts';
import type { Line } from '../lines.ts';
import { CAPITALS, clean, fold, squashCompany } from '../text.ts';
import { attribute, contains, REGION, type Box } from '../tree.ts';
import { OCCUPATION } from './job-words.ts';
import { employerScore } from './employer-names.ts';
import { meaningOf } from './labels.ts';
import { DEADLINE } from './prose.ts';

const AGO =
  /\bago\b|\bposted\b|\bpublished\b|\breposted\b|\bveroffentlicht|\bvor \d|il y a|publie|hace \d|publicad|pubblicat|geplaatst|publiceret|oprettet|publicerad|julkaistu|zverejn|vlozeno|aktualizovano|опубл|размещ|opublikowan|вакансі\S+ від|вакансия от|公開|掲載|发布|게시|^\d{1,2}\s?[dh]$/;
/** A whole day and nothing else but its weekday. */
const DAY_ALONE =
  /^(?:\S+, )?(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|[a-z]{3,9}\.? \d{1,2},? 20\d\d|\d{1,2}\.? (?:de )?[a-zа-я]{3,10}\.?(?: de)? 20\d\d)$/;
const MONEY =
  /[€£$₹₽₴₺₪₩₱₫฿₦円元원薪万萬]|(?<![a-z])(?:usd|eur|gbp|chf|sek|nok|dkk|czk|pln|huf|ron|uah|rub|inr|pkr|aud|cad|sgd|lacs?|lakhs?|lpa|rm|rp|kč|zł|kr|tl|ft|lei)(?![a-zß-ɏ])|\d\s?k\b|руб|грн/i;

/** Headings under which sentences follow, and no facts. */
const TEXT_BEGINS =
  /^(?:(?:key |your |main |job )?(?:responsibilit|requirement|duties)|(?:ihre |deine )?aufgaben|anforderung|(?:vos )?missions?\b|funciones|requisit|mansion|atribuic|obowiazki|(?:twoj )?zakres|wymagania|napln|pozadujeme|arbe[ij](?:ds|ts)?(?:oppgaver|opgaver|uppgifter)|taken\b|feladatok|обязанност|обов'язк|требовани)/;

/** The lines around the headline that say facts and not prose: up to 8 before it and 24 after it, ending at the first paragraph. */
export function linesNear(lines: readonly Line[], headline: Line): Line[] {
  const at = lines.indexOf(headline);
  const near: Line[] = [];
  for (let index = at - 1, steps = 0; index >= 0 && steps < 8; index -= 1, steps += 1) {
    const line = lines[index];
    if (!line || line.text.length > 140 || line.region & (REGION.nav | REGION.footer | REGION.noise | REGION.dialog)) break;
    near.push(line);
  }
  near.reverse();
  for (let index = at + 1, steps = 0; index < lines.length && steps < 24; index += 1, steps += 1) {
    const line = lines[index];
    if (!line || line.text.length > 260 || (line.heading > 0 && steps > 2 && (line.text.length > 40 || TEXT_BEGINS.test(fold(line.text)))))
      break;
    if (line.region & (REGION.nav | REGION.footer | REGION.noise | REGION.dialog)) continue;
    near.push(line);
  }
  return near;
}

/** What a line says in pieces: its runs of text, each cut at the usual separators. */
export function piecesOf(line: Line): string[] {
  const pieces = new Set<string>();
  const cut = (text: string): void => {
    for (const piece of text.split(/\s*[|•·●∙⋅‧]\s*|\s+[–—]\s+|\s+-\s+|\n/)) {
      const bare = clean(piece).replace(/^[\s,;:()\-–—/]+|[\s,;:(\-–—/]+$/g, '');
      if (bare) pieces.add(bare);
    }
  };
  for (const part of line.parts) cut(part.text);
  cut(line.text);
  return [...pieces];
}

function companyLink(line: Line): boolean {
  for (const part of line.parts) {
    for (let up: Box | null = part.box, level = 0; up && level < 4; up = up.parent, level += 1) {
      if (up.tag === 'a')
        return /\/(?:by-company|compan(?:y|ies)|employers?|firm[ay]?|firma-profil|cmp|profile|clients?|organi[sz]ations?|entreprises?|empresas?|aziend[ae]|bedrijf|werkgever|arbeitgeber|unternehmen|pracodawc\w+|foretag|bedrift|ceg|sirket|co(?=\/)|companyprofile|employer-profile|spolecnost|zamestnavatel|yritys|virksomhed|fp)\b[/-]?/i.test(
          attribute(up, 'href'),
        );
    }
  }
  return false;
}

/** The fields that the author's own names for boxes say, where the box holds no more than the line. */
function* readCalled(line: Line, before: Line | undefined, after: Line | undefined): Generator<Reading> {
  const seen = new Set<Box>();
  for (const part of line.parts.slice(0, 12)) {
    // An icon before a text says what it is.
    const [icon] = part.box.children;
    if (icon && icon.end <= icon.order + 2 && attribute(icon, 'called') === 'location' && looksLikePlace(part.text))
      yield { field: 'location', raw: part.text, reader: 'near-headline', via: 'named by its icon' };
    let box: Box | null = part.box;
    for (let level = 0; box && level < 3 && !attribute(box, 'called'); level += 1) box = box.parent;
    const field = box ? attribute(box, 'called') : '';
    if (!box || field === '' || seen.has(box) || (before && before.order >= box.order) || (after && after.order < box.end)) continue;
    seen.add(box);
    const own = line.parts.filter((other) => box && contains(box, other.box));
    const raw = clean(own.map((other) => other.text).join(' '));
    // What follows an employer's name in its box leads to other pages of the employer's.
    if (field === 'company') yield { field, raw: part.text, reader: 'employer-beside', via: 'named by its box' };
    if (field === 'location' && looksLikePlace(raw)) yield { field, raw, reader: 'near-headline', via: 'named by its box' };
    if (field === 'datePosted' || field === 'validThrough') yield { field, raw, reader: 'near-headline', via: 'named by its box' };
  }
}

/** Facts without labels beside the headline: a place, a kind of employment, pay, an age, a link to the employer. */
export function* readNearHeadline(lines: readonly Line[], headline: Line): Generator<Reading> {
  const reader = 'near-headline';
  const near = linesNear(lines, headline);
  for (const [at, line] of near.entries()) {
    const distance = Math.abs(line.index - headline.index);
    const via = distance <= 3 ? 'beside the title' : 'near the title';
    if (line.text.length <= 120 && (line.region & REGION.form) === 0) yield* readCalled(line, near[at - 1], near[at + 1]);
    const deadline = line.text.length <= 120 ? DEADLINE.exec(fold(line.text)) : null;
    if (deadline) yield { field: 'validThrough', raw: fold(line.text).slice(deadline.index + deadline[0].length), reader, via };
    if (distance <= 6 && line.text.length <= 80 && companyLink(line))
      yield {
        field: 'company',
        raw: line.parts.length > 1 ? (line.parts.find((part) => part.text.length > 1)?.text ?? line.text) : line.text,
        reader: 'employer-beside',
        via: 'link to the employer',
      };
    if (MONEY.test(line.text) && line.text.length <= 160) yield { field: 'salary', raw: line.text, reader, via };
    if (meaningOf(line.text) !== null) continue;
    const beside = line.text.split(/\s[|•·]\s/);
    // "Berlin · Munich" is two places; in "Acme · Berlin, Germany" only a piece is one.
    const whole = beside.every((piece) => placeScore(piece) > 0) ? placeScore(beside.join(', ')) : 0;
    if (whole === 2) yield { field: 'location', raw: line.text, reader, via };
    const hybrid = line.text.length <= 90 && parseWorkplaceType(line.text) === 'HYBRID';
    if (hybrid) yield { field: 'workplaceType', raw: line.text, reader, via };
    for (const piece of piecesOf(line)) {
      if (piece.length > 100) continue;
      const folded = fold(piece);
      // A pin drawn before a text is a label that needs no language.
      if (piece.startsWith('📍')) yield { field: 'location', raw: clean(piece.slice(2)), reader, via: 'behind a pin' };
      const named = distance <= 5 && line.heading !== 1 ? employerScore(piece) : 0;
      if (named > 0) yield { field: 'company', raw: piece, reader: named > 1 ? 'employer-beside' : 'near-headline-weak', via };
      if (whole !== 2) {
        const score = placeScore(piece);
        if (score === 2) yield { field: 'location', raw: piece, reader, via };
        else if (score === 1 && !/^(?:remote|hybrid|us|anywhere|international|in|it|me|or|de|no|hr)$/i.test(piece))
          yield { field: 'location', raw: piece, reader: 'near-headline-weak', via };
      }
      if (/^\d{1,3} locations?$/.test(folded)) yield { field: 'location', raw: piece, reader: 'near-headline-weak', via };
      const words = folded.split(' ').length;
      const clause = words <= 6 ? piece : (piece.split(/[.;] /)[0] ?? '');
      if (clause.split(' ').length <= 6 && employmentTypesIn(clause).length) yield { field: 'employmentType', raw: clause, reader, via };
      if (words <= 8 && !hybrid && parseWorkplaceType(piece) && !(hasCity(piece) && !/\/|\bor\b/.test(folded)))
        yield { field: 'workplaceType', raw: piece, reader, via };
      if ((AGO.test(folded) && piece.length <= 60) || (distance <= 8 && DAY_ALONE.test(folded)))
        yield { field: 'datePosted', raw: piece, reader, via };
    }
    for (const part of line.parts) {
      for (let up: Box | null = part.box, level = 0; up && level < 3; up = up.parent, level += 1) {
        const datetime = up.tag === 'time' ? attribute(up, 'datetime') : '';
        if (datetime && distance < 16) yield { field: 'datePosted', raw: datetime, reader, via: 'time' };
      }
    }
  }
}

/** Places in a box of facts beside the text, which has no labels and stands far from the headline. */
export function* readAsides(lines: readonly Line[], budget: Budget): Generator<Reading> {
  for (const [at, line] of untilSpent(lines.entries(), budget)) {
    if (!(line.region & REGION.aside) || line.region & (REGION.nav | REGION.footer | REGION.noise | REGION.dialog | REGION.form)) continue;
    if (line.text.length > 60 || line.linked > 0.5 || line.heading) continue;
    // An address or a person's country stands there too: a place counts where other facts are beside it.
    const among = lines
      .slice(Math.max(0, at - 3), at + 4)
      .some(
        (other) =>
          other !== line &&
          other.text.length < 60 &&
          (parseWorkplaceType(other.text) || MONEY.test(other.text) || employmentTypesIn(other.text).length),
      );
    if (among && placeScore(line.text) > 0) yield { field: 'location', raw: line.text, reader: 'asides', via: 'beside the text' };
    if (parseWorkplaceType(line.text)) yield { field: 'workplaceType', raw: line.text, reader: 'asides', via: 'beside the text' };
    if (employmentTypesIn(line.text).length && line.text.length < 40)
      yield { field: 'employmentType', raw: line.text, reader: 'asides', via: 'beside the text' };
  }
}

/** A town that we don't know, in a line that says the employer and then where: "Acme · Svendborg · Full-time". */
export function* readPlaceBesideEmployer(lines: readonly Line[], headline: Line, employers: ReadonlySet<string>): Generator<Reading> {
  for (const line of linesNear(lines, headline)) {
    if (line.text.length > 120 || line.linked > 0.9) continue;
    const pieces = piecesOf(line).filter((piece) => !/ [|•·] /.test(piece) && piece.length < 60);
    const at = pieces.findIndex((piece) => employers.has(squashCompany(piece)));
    // A link in the heading that names the employer leads to more of the employer's.
    const linked = new Set(line.parts.filter(({ box }) => line.heading > 0 && box.tag === 'a').map(({ text }) => text));
    const place = at < 0 ? undefined : pieces.find((piece, index) => index > at && !linked.has(piece) && looksLikePlace(piece));
    if (place === undefined) continue;
    yield { field: 'location', raw: place, reader: 'near-headline-weak', via: 'beside the employer' };
    return;
  }
}

/** Capitals, no figures, and none of the other facts that stand in such lines. */
const looksLikePlace = (piece: string): boolean =>
  new RegExp(`^[${CAPITALS}぀-퟿]`).test(piece) &&
  !/\d|[€£$!?:]/.test(piece) &&
  piece.split(/[\s,]+/).length <= 5 &&
  meaningOf(piece) === null &&
  !OCCUPATION.test(fold(piece)) &&
  !AGO.test(fold(piece)) &&
  parseWorkplaceType(piece) === null &&
  employmentTypesIn(piece).length === 0;
