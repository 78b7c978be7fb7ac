import { TWO_LETTERS, fold, plain } from '../text.ts';

const NOT_A_PLACE =
  /^(?:n\/?a|none|null|undefined|tbd|various|not specified|see (?:below|description)|select\b.*|all locations?|location|search.*|view map|show map|map|apply.*|share|save|more|multiple|view all.*|see all.*|current location)$/i;

/** Pay, kinds of employment and of workplace stand beside places and are none. */
const NOT_WHERE =
  /[€£$₹₽₴]|\d\s?k\b|annually|per (?:hour|year|month)|^(?:in[- ]office|on-?site|hybrid|full[- ]?time|part[- ]?time|permanent|contract|temporary|internship|required|\*.*|in-office or remote|.{0,12}\bno\.? [a-z]*\d{4,}.*)$/i;

function addressText(raw: Record<string, unknown>): string {
  const text = (value: unknown): string => {
    if (typeof value === 'string') return plain(value);
    if (Array.isArray(value)) return value.map(text).filter(Boolean).join(', ');
    if (typeof value === 'object' && value !== null) return text((value as Record<string, unknown>)['name']);
    return '';
  };
  const locality = text(raw['addressLocality']);
  const region = text(raw['addressRegion']);
  const country = text(raw['addressCountry']);
  const parts = [locality, region === locality ? '' : region, country].filter((part) => part && !/^(?:null|undefined|n\/a)$/i.test(part));
  const unique = parts.filter((part, at) => parts.findIndex((other) => fold(other) === fold(part)) === at);
  // A locality that already ends in region or country ("Humlebæk, DK") needs neither again.
  const line = unique.filter(
    (part, at) =>
      at === 0 ||
      !fold(unique[0] ?? '')
        .split(/[,\s]+/)
        .includes(fold(part)),
  );
  return line.join(', ') || text(raw['streetAddress']);
}

/** One line of plain text for where the work is: from a text, schema.org's Place or PostalAddress, or a list of them (five at most). */
export function parseLocation(raw: unknown, depth = 0): string | null {
  if (depth > 5) return null;
  if (Array.isArray(raw)) {
    const all = raw
      .slice(0, 30)
      .map((place) => parseLocation(place, depth + 1))
      .filter((place) => place !== null);
    const unique = [...new Set(all)];
    return unique.length ? unique.slice(0, 8).join(' / ').slice(0, 400) : null;
  }
  if (typeof raw === 'object' && raw !== null) {
    const place = raw as Record<string, unknown>;
    const { address, name } = place as { address?: unknown; name?: unknown };
    if (address !== undefined && address !== null) {
      const inner = parseLocation(address, depth + 1);
      if (inner) return inner;
    }
    const line = addressText(place);
    return line ? parseLocation(line, depth + 1) : typeof name === 'string' ? parseLocation(name, depth + 1) : null;
  }
  if (typeof raw !== 'string') return null;
  const text = plain(raw)
    .split(/\s+[|]\s+/)
    .filter((part, _at, parts) => parts.length === 1 || !/\b(?:no|id|ref|req)\b\.?|#|\d{4,}$/i.test(part))
    .join(', ')
    .replace(/^[\s,;:|•·\-–—/]+|[\s,;:|•·\-–—/]+$/g, '')
    .replace(/^(?:location|job location|work location|based in|lieu|standort|ort|ubicación|lokalita)\s*:\s*/i, '')
    .replace(/\s*(?:,|and|\+|&)? ?\d{1,2} (?:more|others?|weitere)(?: locations?)?$/i, '')
    .replace(/\s*,(?:\s*,)+/g, ',')
    .replace(/\s+,/g, ',');
  if (text.length < 2 || text.length > 300 || NOT_WHERE.test(text) || NOT_A_PLACE.test(text) || !TWO_LETTERS.test(text)) return null;
  // Sentences are not places.
  if (text.length > 80 && /[.!?]\s+[A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽΑ-ΩА-ЯІЇЄҐ][a-zß-öø-ɏа-їґ]+\s+[a-zß-öø-ɏа-їґ]/.test(text)) return null;
  return text;
}
