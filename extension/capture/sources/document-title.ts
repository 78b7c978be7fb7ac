import { parseTitle } from '../fields/title.ts';
import { parseCompany } from '../fields/company.ts';
import { placeScore } from '../fields/places.ts';
import { clean, fold, squash } from '../text.ts';
import { isBoard } from './boards.ts';
import { OCCUPATION } from './job-words.ts';

export interface TitleParts {
  title: string | null;
  company: string | null;
  location: string | null;
}

const GENERIC =
  /^(?:careers?|jobs?|job (?:details?|description|openings?|opportunities|board|search|application)|apply|apply now|application|career (?:site|opportunities|page)|careers? (?:site|page|portal)|open positions?|home|vacancies|vacancy|hiring|karriere|stellenangebote?|emploi|empleo|recruitment|join us|work with us|official site|now hiring|full[- ]time|part[- ]time|remote|hybrid|open roles|open jobs|current openings|position|praca|prace|nabidka prace|job in .*|jobs in .*|\d+|page \d+|external|.*\bcareers site)$/;
const SEPARATOR = /\s+[|–—•·»>:]+\s+|\s+-+\s+|\s::\s|\s[@]\s(?=\S)|\s*\|\s*|:\s(?=[A-Z][\w.]+$)/u;

const patterns: { form: RegExp; order: (keyof TitleParts)[] }[] = [
  { form: /^(?:job application for|application for|apply for|apply to) (.{2,200}) at (.{2,80})$/i, order: ['title', 'company'] },
  {
    form: /^(.{2,80}?) (?:is hiring|hiring|recrute|sucht|is looking for)(?: an?)? (.{2,200}?) in ([^|]{2,100})$/i,
    order: ['company', 'title', 'location'],
  },
  { form: /^(.{2,80}?) (?:is hiring|hiring|recrute|sucht|is looking for)(?: an?)? (.{2,200})$/i, order: ['company', 'title'] },
  { form: /^(.{2,200}) (?:@|job at|position at|role at) (.{2,80}?)(?: in ([^|]{2,80}))?$/i, order: ['title', 'company', 'location'] },
];

const isPlace = (segment: string): boolean => placeScore(segment) === 2 || (placeScore(segment) === 1 && /,|remote/i.test(segment));

function fromResidue(segments: readonly string[], parts: TitleParts): void {
  for (const segment of segments) {
    const bare = clean(segment)
      .replace(/^(?:at|bei|chez|in|en|@|for)\s+/i, '')
      .replace(/^[\s,;|()\-–—:]+|[\s,;|(\-–—:]+$/g, '');
    if (!bare || GENERIC.test(fold(bare)) || isBoard(bare)) continue;
    // "Field Service at Acme": what it belongs to there.
    const [, within] = / (?:at|bei|chez) ([A-Z].{1,50})$/.exec(bare) ?? [];
    if (within && !parts.company) {
      parts.company = parseCompany(within);
      continue;
    }
    // Pay, a day, years of experience.
    if (/\d{4}|\d \d{3}|\d years?\b/.test(bare)) continue;
    if (placeScore(bare) >= 1 && !parts.location && (isPlace(bare) || segments.length > 1)) parts.location = bare;
    else if (!parts.company && bare.length <= 60) {
      const company = parseCompany(bare);
      if (company && !/^\(?[mfwdhx]\/[mfwdhx]/i.test(bare) && !/^(?:ref|id|job|req)\b.*\d/i.test(bare)) parts.company = company;
    }
  }
}

/**
 * What a document's title says: posting, employer, place, in the orders that sites use ("X at Y", "X - Y", "Y hiring X in Z | Board").
 * With `known`, the posting's title as the page shows it, only what is left beside it is read.
 */
export function readDocumentTitle(documentTitle: string, known: string | null, brand: string): TitleParts {
  const parts: TitleParts = { title: null, company: null, location: null };
  let text = clean(documentTitle);
  if (!text) return parts;
  if (known) {
    const at = fold(text).indexOf(fold(known));
    // Folding may change lengths (ligatures, marks): then positions tell nothing and only separators do.
    if (at >= 0 && fold(text).length === text.length) {
      const before = text.slice(0, at);
      const after = text.slice(at + known.length);
      parts.title = known;
      const hiring = /^(.{2,80}?)\s(?:is hiring|hiring|recrute|sucht|zoekt|søger|busca)(?: an?)?\s*$/i.exec(before);
      if (hiring) parts.company = parseCompany(hiring[1]);
      const place = /^\s(?:job )?in ([^|]{2,80}?)(?:\s[|–-]\s|$)/.exec(after);
      if (place) parts.location = clean(place[1] ?? '');
      const employer =
        /^(?:\s(?:job|position))?\s(?:at|bei|chez|hos|@|(w|v|u|em|en|i|в|у))\s(.{2,80}?)(?:\s+(?:[|–—•·-]|in [A-Z])\s?|$)/.exec(after);
      // "en Vigo, Pontevedra" is where, "en Acme" with whom: the same word in half of the languages.
      if (employer?.[1]) {
        if (employer[2]?.includes(',') || placeScore(employer[2] ?? '') > 0) parts.location ??= clean(employer[2] ?? '');
      } else if (employer) parts.company ??= parseCompany(employer[2]);
      const residue = [
        // What touches the title without a separator belongs to it: "Android Engineer Jobs | ...".
        ...before.split(SEPARATOR).slice(0, -1),
        ...after.split(SEPARATOR).slice(1),
      ].filter((segment) => segment && clean(segment));
      if (!hiring) fromResidue(residue, parts);
      return parts;
    }
  }
  const segments = text
    .split(SEPARATOR)
    // The number of a requisition is written behind its title by the systems that number them.
    .map((segment) => clean(segment).replace(/\s*\((?:[A-Z]{1,3}-?)?\d{5,}\)$/, ''))
    .filter(Boolean);
  while (segments.length > 1 && (GENERIC.test(fold(segments.at(-1) ?? '')) || isBoard(segments.at(-1) ?? ''))) segments.pop();
  while (segments.length > 1 && GENERIC.test(fold(segments[0] ?? ''))) segments.shift();
  text = segments.join(' - ');
  for (const { form, order } of patterns) {
    const match = form.exec(segments[0] ?? '');
    if (!match) continue;
    for (const [at, name] of order.entries()) {
      const value = match[at + 1];
      if (value) parts[name] = name === 'title' ? parseTitle(value) : name === 'company' ? parseCompany(value) : clean(value);
    }
    if (parts.title) return parts;
  }
  if (segments.length === 1) {
    const at = / at ([A-Z][^|]{1,60})$/.exec(text);
    if (at) {
      parts.company = parseCompany(at[1]);
      parts.title = parseTitle(text.slice(0, at.index));
    } else parts.title = parseTitle(text);
    return parts;
  }
  // Which end is the employer: the one that the address names; else the one without an occupation's word; else the last.
  const branded = segments.findIndex(
    (segment) => brand.length > 2 && (squash(segment) === brand || (squash(segment).length > 2 && brand.includes(squash(segment)))),
  );
  const first = segments[0] ?? '';
  const last = segments.at(-1) ?? '';
  let companyAt = branded;
  if (companyAt < 0)
    companyAt = OCCUPATION.test(fold(first))
      ? segments.length - 1
      : OCCUPATION.test(fold(last)) || (segments.length > 2 && OCCUPATION.test(fold(segments[1] ?? '')))
        ? 0
        : segments.length - 1;
  const rest = segments.filter((_, at) => at !== companyAt);
  parts.company = isBoard(segments[companyAt] ?? '') ? null : parseCompany(segments[companyAt]);
  const place = rest.length > 1 ? rest.findIndex((segment, at) => at > 0 && isPlace(segment)) : -1;
  if (place > 0) parts.location = rest.splice(place, 1)[0] ?? null;
  parts.title = parseTitle(rest.join(' - '));
  return parts;
}
