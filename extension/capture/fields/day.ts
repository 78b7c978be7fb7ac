import { LETTERS, clean, fold } from '../text.ts';
import type { FieldContext } from './context.ts';

const LANGUAGES = 'en de fr es it pt nl da sv nb fi cs sk pl uk ru ca hu ro tr hr sl bg et lv lt el'.split(' ');
/** Short names that people write and the browser's own lists lack. */
const ALSO: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  de: { maerz: 3, mrz: 3 },
  en: { sept: 9 },
  es: { set: 9 },
  ro: { noi: 11 },
};
const monthsByLanguage = new Map<string, Map<string, number>>();

/** Month names of a language, folded, in full and short, with the forms used inside dates. */
function monthNames(language: string): Map<string, number> {
  let months = monthsByLanguage.get(language);
  if (months) return months;
  monthsByLanguage.set(language, (months = new Map(Object.entries(ALSO[language] ?? {}))));
  for (const options of [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const) {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    for (let month = 0; month < 12; month += 1) {
      const part = format.formatToParts(new Date(Date.UTC(2024, month, 1))).find((piece) => piece.type === 'month')?.value ?? '';
      const name = fold(part).replace(/\.$/, '');
      if (name.length >= 3 && !/\d/.test(name) && !months.has(name)) months.set(name, month + 1);
    }
  }
  return months;
}

/** Number of the month that a word names in any language we read, the likely ones asked first: a browser takes a millisecond for each. */
function monthOf(word: string, language: string): number | undefined {
  const own = language.slice(0, 2);
  for (const each of ['en', ...LANGUAGES.filter((known) => known === own), ...LANGUAGES]) {
    const month = monthNames(each).get(word);
    if (month) return month;
  }
  return undefined;
}

const WORD = `[${LETTERS}']{3,12}`;
const DAY_FIRST = new RegExp(
  `(?<![${LETTERS}\\d])(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?[\\s-]*(?:of |de |d'|d’)?(${WORD})\\.?,?[\\s-]*(?:de |del |of )?((?:19|20)\\d{2})(?!\\d)`,
);
const MONTH_FIRST = new RegExp(`(?<![${LETTERS}\\d])(${WORD})\\.?[\\s-]+(\\d{1,2})(?:st|nd|rd|th)?,?[\\s-]+((?:19|20)\\d{2})(?!\\d)`);
const JAVA = /^[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) \d{2}:\d{2}:\d{2} \S{1,8} ((?:19|20)\d{2})$/;
const ISO = /(?<!\d)((?:19|20)\d{2})[-/.年년]\s?(\d{1,2})[-/.月월]\s?(\d{1,2})(?!\d)/;
/** Hungarian and Lithuanian: "2026. november 5." */
const YEAR_FIRST = new RegExp(`(?<!\\d)((?:19|20)\\d{2})(?:\\.| m\\.)?\\s(${WORD})\\.?\\s(\\d{1,2})(?!\\d)`);
/** Japanese years count from an emperor's first: 令和8年 is 2026. */
const REIWA = /令和\s?(\d{1,2}|元)年\s?(\d{1,2})月\s?(\d{1,2})日/;
const NO_YEAR: [RegExp, day: 1 | 2, month: 1 | 2][] = [
  [new RegExp(`(?<![${LETTERS}\\d.,])(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?\\s?(?:de |d'|of )?(${WORD})\\b`), 1, 2],
  [new RegExp(`(?<![${LETTERS}\\d])(${WORD})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.,%])`), 2, 1],
  [/(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?!\d)/, 1, 2],
  [/(?<!\d)(\d{1,2})(?:月|월|-)\s?(\d{1,2})(?:日|일|\s?(?:发布|更新|截止))/, 2, 1],
];
const NUMERIC = /(?<![\d.,/-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)?\d{2})(?![\d/])/;

function day(year: number, month: number, date: number): string | null {
  if (month < 1 || month > 12 || date < 1 || date > 31 || year < 1990 || year > 2100) return null;
  const instant = new Date(Date.UTC(year, month - 1, date));
  if (instant.getUTCMonth() !== month - 1) return null;
  return instant.toISOString().slice(0, 10);
}

/** Whether `month/day` or `day/month` is written, from dates of the page that can only be one; `null` where none tells. */
export function readMonthFirst(texts: Iterable<string>): boolean | null {
  let monthFirst = 0;
  let dayFirst = 0;
  for (const text of texts) {
    if (text.length > 3000 || !/\d[/-]\d/.test(text)) continue;
    for (const match of text.matchAll(/(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d{2}(?!\d)/g)) {
      if (Number(match[1]) > 12) dayFirst += 1;
      else if (Number(match[3]) > 12) monthFirst += 1;
    }
  }
  return monthFirst === dayFirst ? null : monthFirst > dayFirst;
}

/** Day and month in `a/b/year`: what the page's other dates show, else the country, else the language. */
function isMonthFirst(mark: string, context: FieldContext): boolean {
  if (mark === '.') return false;
  if (context.monthFirst !== null) return context.monthFirst;
  if (context.country) return context.country === 'US' || context.country === 'PH';
  return context.language === 'en-us';
}

const UNITS: [RegExp, number][] = [
  [
    /^(?:s|sec|second|min|mins|minute|h|hr|hrs|hour|stunde|heure|hora|or[ae]|uur|uren|timm|time|tim|minut|hodin|minut|tunti|час|годин|хвилин|минут|godzin)/,
    0,
  ],
  [/^(?:d(?!e)|day|tag|jour|dia|giorn|dag|dn|den|paiv|ден|дн|день|dni|nap|zile|gun|dni)/, 1],
];
const AGO =
  /(?:(?:vor|il y a|hace|for|ha|fa|pred|acum|fa)\s+)?(?<!\d)(\d{1,3})(\+?)\s?([A-Za-zÀ-ÖØ-öø-ʯͰ-῿぀-퟿]+)(?:\s+(?:ago|sitten|sedan|siden|geleden|atras|fa|zpet|temu|назад|тому|once|fa|once))?/;

function parseRelative(text: string, context: FieldContext): string | null {
  if (!context.relativeDates) return null;
  const back = (days: number): string => new Date(context.capturedAt.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  if (
    /\b(?:today|just now|just posted|heute|aujourd'hui|hoy|oggi|hoje|vandaag|i dag|idag|tanaan|dnes|dzisiaj|dzis|avui|ma\b|azi|bugun)|сегодня|сьогодні/.test(
      text,
    )
  )
    return back(0);
  if (/\b(?:yesterday|gestern|hier|ayer|ieri|ontem|gisteren|i gar|igar|eilen|vcera|wczoraj|ahir|tegnap|dun)\b|вчера|вчора/.test(text))
    return back(1);
  const match = AGO.exec(text);
  // "30+ days" is a bound, not a day; weeks and months are too coarse to be one.
  if (!match || match[2]) return null;
  const unit = match[3] ?? '';
  const bare =
    text.trim() === match[0].trim() || /ago|vor|il y a|hace|sitten|sedan|siden|geleden|fa\b|pred|назад|тому|temu|atras|ha /.test(text);
  if (!bare) return null;
  for (const [pattern, days] of UNITS)
    if (pattern.test(unit)) return days === 0 ? (Number(match[1]) <= 24 || /^(?:s|m)/.test(unit) ? back(0) : null) : back(Number(match[1]));
  return null;
}

/** A day that is written without its year, in a short text: the last one before the capture for what is past, the next one for what is to come. */
function parseWithoutYear(text: string, towards: 'past' | 'future', context: FieldContext): string | null {
  if (!context.relativeDates || text.length > 60 || /\d{3}/.test(text)) return null;
  for (const [form, dayAt, monthAt] of NO_YEAR) {
    const match = form.exec(text);
    const named = match?.[monthAt] ?? '';
    const month = /^\d/.test(named) ? Number(named) : monthOf(named, context.language);
    if (!match || !month) continue;
    const year = context.capturedAt.getUTCFullYear();
    const today = context.capturedAt.toISOString().slice(0, 10);
    const [first, second] = [0, towards === 'past' ? -1 : 1].map((more) => day(year + more, month, Number(match[dayAt])));
    if (!first) return null;
    return (towards === 'past' ? first <= today : first >= today) ? first : (second ?? null);
  }
  return null;
}

/** Between the two days of a period. */
const TO = /\s*[～〜~–—]\s*|\s-\s|\s(?:to|until|till|bis|au|al|do|a|до)\s/;

/** The last day of a period, "5 November – 12 December 2026", or the one day that a text names; as `parseDay`. */
export function parseDeadline(raw: unknown, context: FieldContext): string | null {
  const pieces = typeof raw === 'string' ? clean(raw).slice(0, 200).split(TO) : [];
  if (pieces.length === 2 && /\d/.test(pieces[0] ?? '')) {
    const last = parseDay(pieces[1], context, 'future');
    if (last) return last;
  }
  return parseDay(raw, context, 'future');
}

/**
 * A day, `YYYY-MM-DD`, from a date in any of the forms pages use, in about 27 languages; `null` where the text has none, or only a month.
 * `towards` says which year is meant where none is written.
 */
export function parseDay(raw: unknown, context: FieldContext, towards?: 'past' | 'future'): string | null {
  if (typeof raw === 'number') {
    const ms = raw > 1e11 ? raw : raw * 1000;
    return raw > 6e8 && ms < 4.2e12 ? new Date(ms).toISOString().slice(0, 10) : null;
  }
  if (typeof raw !== 'string') return null;
  const text = clean(raw).slice(0, 400);
  if (/^1\d{9}(?:\d{3})?$/.test(text)) return parseDay(Number(text), context);
  const java = JAVA.exec(text);
  if (java) return day(Number(java[3]), monthOf(fold(java[1] ?? ''), 'en') ?? 0, Number(java[2]));
  const reiwa = REIWA.exec(text);
  if (reiwa) return day(2018 + (Number(reiwa[1]) || 1), Number(reiwa[2]), Number(reiwa[3]));
  const iso = ISO.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const folded = fold(text);
  const first = DAY_FIRST.exec(folded);
  const firstMonth = first ? monthOf(first[2] ?? '', context.language) : undefined;
  if (first && firstMonth) return day(Number(first[3]), firstMonth, Number(first[1]));
  const second = MONTH_FIRST.exec(folded);
  const secondMonth = second ? monthOf(second[1] ?? '', context.language) : undefined;
  if (second && secondMonth) return day(Number(second[3]), secondMonth, Number(second[2]));
  const third = YEAR_FIRST.exec(folded);
  const thirdMonth = third ? monthOf(third[2] ?? '', context.language) : undefined;
  if (third && thirdMonth) return day(Number(third[1]), thirdMonth, Number(third[3]));
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const a = Number(numeric[1]);
    const b = Number(numeric[3]);
    const year = Number(numeric[4]) < 100 ? 2000 + Number(numeric[4]) : Number(numeric[4]);
    const monthFirst = a > 12 ? false : b > 12 ? true : isMonthFirst(numeric[2] ?? '', context);
    return monthFirst ? day(year, a, b) : day(year, b, a);
  }
  return parseRelative(folded, context) ?? (towards ? parseWithoutYear(folded, towards, context) : null);
}
