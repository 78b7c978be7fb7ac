import { LETTER } from '../text.ts';
import { currencyOf, parseCurrency } from './currency.ts';

/** An amount of money or a bare number in a text. */
export interface Amount {
  value: number;
  /** ISO 4217, where a symbol or code touches the number. */
  currency: string | null;
  /** What the `K`, lakh or million written after it multiplies by; 1 where none was. */
  scale: number;
  start: number;
  end: number;
  /** Written with fewer than four digits and without scale: "50" of "50-60K". */
  small: boolean;
}

/** A number with any grouping: `130,000` `1.200,00` `12,00,000` `50 000` `440.935` `11.5`; `null` where it is not one number. */
export function parseNumber(text: string): number | null {
  let digits = text.replace(/[\s'’]/g, '').replace(/[.,]+$/, '');
  const comma = digits.lastIndexOf(',');
  const dot = digits.lastIndexOf('.');
  if (comma >= 0 && dot >= 0) {
    const decimal = comma > dot ? ',' : '.';
    const group = decimal === ',' ? '.' : ',';
    digits = digits.replaceAll(group, '');
    if (digits.indexOf(decimal) !== digits.lastIndexOf(decimal)) return null;
    digits = digits.replace(decimal, '.');
  } else if (comma >= 0 || dot >= 0) {
    const mark = comma >= 0 ? ',' : '.';
    const groups = digits.split(mark);
    const grouped = groups.length > 1 && groups.slice(1).every((part) => part.length === 3) && (groups[0]?.length ?? 0) <= 3;
    const indian = groups.length > 2 && groups.at(-1)?.length === 3 && groups.slice(1, -1).every((part) => part.length === 2);
    // One group of three after a single mark is a thousand in every convention that postings use; three decimals of pay are not.
    if ((grouped && !(groups[0] === '0')) || indian) digits = groups.join('');
    else if (groups.length === 2) digits = groups.join('.');
    else return null;
  }
  if (!/^\d{1,12}(?:\.\d{1,4})?$/.test(digits)) return null;
  return Number(digits);
}

const BEFORE =
  /(?:us\$|u\.s\.\$|\$us|\$cad|au\$|ca\$|cdn\$|nz\$|sg\$|hk\$|nt\$|mx\$|[acsr]\$|[€£$₹₽₴₺₪₩₱₫฿₦¥]|\b(?:usd|eur|gbp|chf|sek|nok|dkk|czk|pln|huf|ron|uah|rub|inr|pkr|lkr|aud|cad|nzd|sgd|hkd|jpy|cny|aed|sar|zar|brl|mxn|php|myr|idr|try|ils|thb|ngn|kes|egp|bdt|npr|qar|vnd|rmb|rs|rm|rp|kr|euro|euros|sfr|fr|r)\.?)\s{0,2}(?:\$\s?)?$/i;
const AFTER =
  /^\s{0,2}(?:us\$|\$us|\$cad|[€£$₹₽₴₺₪₩₱₫฿₦¥]|(?:usd|eur|gbp|chf|sek|nok|dkk|czk|pln|huf|ron|uah|rub|inr|pkr|lkr|aud|cad|nzd|sgd|hkd|jpy|cny|aed|sar|zar|brl|mxn|php|myr|idr|try|ils|thb|ngn|kes|egp|bdt|npr|qar|vnd|rmb|euros?|pounds|dollars|kroner|kronor|korun|kč|kc|zł|zl|złotych|ft|lei|kr|руб|рублей|р\.|грн|гривень|tl|тенге|rupees|reais|円|元|원|ευρω)(?![a-zß-ɏа-ї]))/;
const NUMBER = /\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d[\d.,]*/g;
const SCALE =
  /^\s?(k|tkr|tis\.?|tys\.?|тыс\.?|тис\.?|mille|tusen|lakhs?|lacs?|lpa|l(?=\s?p\.?a)|million|mio\.?|mln\.?|m(?![a-zß-ɏа-ї\d])|billion|bn|b(?![a-zß-ɏа-ї\d])|crores?|cr|万|萬|만)(?![a-zß-ɏа-ї\d])/;

const LOCAL_SCALES = new Set([1e4, 1e5, 1e7]);
const SOUTH_ASIAN = /PKR|LKR|NPR|BDT/;

function scaleOf(word: string): number {
  const unit = word.toLowerCase().replace('.', '');
  if (/^(?:k|tkr|tis|tys|тыс|тис|mille|tusen)$/.test(unit)) return 1e3;
  if (/^[万萬만]$/.test(unit)) return 1e4;
  if (unit.startsWith('l')) return 1e5;
  if (unit.startsWith('cr')) return 1e7;
  if (unit.startsWith('b')) return 1e9;
  return 1e6;
}

/** Every number in a text with the currency that touches it, in order. Texts over 20,000 characters are read up to there. */
export function readAmounts(whole: string, country: string | null): Amount[] {
  const text = whole.slice(0, 20_000);
  const amounts: Amount[] = [];
  for (const match of text.matchAll(NUMBER)) {
    let raw = match[0];
    const start = match.index;
    if (/[\d_#]/.test(text[start - 1] ?? ' ')) continue;
    raw = raw.replace(/[.,]+$/, '');
    const value = parseNumber(raw);
    if (value === null) continue;
    let end = start + raw.length;
    const before = start > 0 ? BEFORE.exec(text.slice(Math.max(0, start - 10), start)) : null;
    // Where words are written without spaces, a number touches the one before it: 月給28万円.
    if (!before && LETTER.test(text[start - 1] ?? ' ') && !/[぀-퟿]/.test(text[start - 1] ?? ' ')) continue;
    let scale = 1;
    const scaleMatch = SCALE.exec(text.slice(end, end + 12).toLowerCase());
    if (scaleMatch) {
      scale = scaleOf(scaleMatch[1] ?? '');
      end += scaleMatch[0].length;
    }
    const after = AFTER.exec(text.slice(end, end + 14).toLowerCase());
    let currency = before
      ? parseCurrency(
          before[0].replace(/\s|\.(?=\s*$)/g, '').replace(/^([A-Za-z]{2,4})\$$/, (code) => (code.length > 3 ? code.slice(0, -1) : code)),
          country,
        )
      : null;
    let from = start;
    if (before) from = start - before[0].length;
    if (!currency && after) currency = parseCurrency(after[0].trim(), country);
    if (after && currency) end += after[0].length;
    // Lakhs are counted in South Asia and ten thousands in East Asia, so the country's own money needs no sign.
    if (!currency && LOCAL_SCALES.has(scale))
      currency = scale === 1e4 ? currencyOf(country) : (SOUTH_ASIAN.exec(currencyOf(country) ?? '')?.[0] ?? 'INR');
    amounts.push({ value: Math.round(value * scale * 100) / 100, currency, scale, start: from, end, small: scale === 1 && value < 1000 });
  }
  return amounts;
}
