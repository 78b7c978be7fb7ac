import { countryInLocation, countryOf } from './fields/places.ts';
import type { Page } from './page.ts';
import type { Structured } from './structured.ts';

/** Endings that are used all over the world and say no country. */
const WORLDWIDE = /^(?:io|co|ai|me|tv|eu|ly|gg|so|la|to|fm|am|is|sh|ac|cc|ws)$/;

function statedCountry(structured: readonly Structured[]): string | null {
  for (const { node } of structured.slice(0, 5)) {
    const place = JSON.stringify(node['jobLocation'] ?? null).slice(0, 3000);
    const country = /"addressCountry":\s*(?:\{[^{}]*"name":\s*)?"([^"]{2,40})"/.exec(place)?.[1];
    const code = country ? countryOf(country) : null;
    if (code) return code;
  }
  return null;
}

/** Languages that are the language of one country. A page that is translated mostly says the language of its frame: English, German, Spanish tell nothing. */
const COUNTRY_OF_LANGUAGE: Readonly<Record<string, string>> = {
  sv: 'SE', da: 'DK', nb: 'NO', nn: 'NO', no: 'NO', is: 'IS', fi: 'FI', pl: 'PL', cs: 'CZ', sk: 'SK', hu: 'HU', ro: 'RO', uk: 'UA', tr: 'TR', el: 'GR', ja: 'JP', ko: 'KR',
}; // prettier-ignore

/** ISO 3166 alpha-2 of where the work is, by what the page says, else by its address, else by its language; `null` where none tells. */
export function readCountry(page: Page, location: string | null, structured: readonly Structured[]): string | null {
  const stated = statedCountry(structured);
  // "Bremen, DE" is no place in Delaware.
  if (stated && location?.split(/[\s,]+/).at(-1) === stated) return stated;
  // Beside other languages two capitals are their own provinces: "Joinville, SC" is not in South Carolina.
  const named = location ? countryInLocation(location, /^(?:en|fr|$)/.test(page.language)) : null;
  if (named ?? stated) return named ?? stated;
  const labels = page.url.hostname.split('.');
  const ending = labels.at(-1) ?? '';
  if (/^[a-z]{2}$/.test(ending) && !WORLDWIDE.test(ending)) return ending === 'uk' ? 'GB' : ending.toUpperCase();
  const first = labels.length > 2 ? (labels[0] ?? '') : '';
  if (/^[a-z]{2}$/.test(first) && countryOf(first.toUpperCase())) return first === 'uk' ? 'GB' : first.toUpperCase();
  const region = /^[a-z]{2}-([a-z]{2})$/.exec(page.language)?.[1]?.toUpperCase();
  // "en-US" is what templates say everywhere.
  return region && region !== 'US' ? region : (COUNTRY_OF_LANGUAGE[page.language.slice(0, 2)] ?? null);
}
