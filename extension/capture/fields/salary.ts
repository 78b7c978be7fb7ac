import type { Salary } from '../../../contract/posting.ts';
import { clean, fold, plain } from '../text.ts';
import { readAmounts, type Amount } from './amount.ts';
import type { FieldContext } from './context.ts';
import { parseCurrency } from './currency.ts';

type Period = NonNullable<Salary['period']>;

/** Words of a period, and units after a slash; for folded text. */
const PERIODS: [Period, RegExp][] = [
  [
    'HOUR',
    /\b(?:(?:per|an|each|pro|par|por|all'|de l'|in de|na|za|ao|a la) ?(?:hour|hr|stunde|std|heure|hora|ora|uur|timme|time|tunti|hodin\w*|godzin\w*)|hourly|saatlik|per jam|stundenlohn|stundensatz|p\.h\.|timlon|horaire|tuntipalkka|hodinov\w*|tuntia?)\b|в час|за час|на годину|\/ ?(?:h|hr|hrs|hour|std|stunde|heure|hora|uur|hod|godz|t|tunti|tim|timme|time|ora|saat|час|小时|時間|시간)(?![a-zа-ї])|時給|时薪|시급|ανα ωρα|την ωρα/,
  ],
  [
    'DAY',
    /\b(?:(?:per|a|pro|par|por|al|za) ?(?:day|tag|jour|dia|giorno|dag|den)|daily rate|day rate|tagessatz|tjm|journalier|dagtarief|dziennie)\b|в день|за смену|\/ ?(?:day|d|tag|jour|md|manday|日|天)(?![a-zа-ї])|日給|日薪|일급|ανα ημερα/,
  ],
  [
    'WEEK',
    /\b(?:(?:per|a|pro|par|por) ?(?:week|wk|woche|semaine|semana|settimana|uke|vecka|uge)|weekly|wochentlich|hebdomadaire|semanal|settimanal[ei]|viikossa|tygodniowo|tydne|haftalik)\b|в неделю|на тиждень|\/ ?(?:wk|week|woche|semaine|semana|settimana|vecka|uge|uke|viikko|tydz|tyden)(?![a-zа-ї])|週給|周薪|주급/,
  ],
  [
    'MONTH',
    /\b(?:(?:per|a|each|pro|par|por|al|ao|im|na|za|pe|pr\.?) ?(?:month|mo|mth|monat|mois|mes|mese|maand|mnd|manad|maned|maaned|md|kuukausi|mesic|mesiac|miesiac|luna|honap|ay|bulan)|monthly|monatl|monatlich|mensais|bulanan|sebulan|kuussa|monatsgehalt|mensuel\w*|mensual\w*|mensili?|mensal|mesicn\w*|mesacn\w*|miesieczn\w*|manedlig|manadslon|maanedlig|maandelijks|pcm|kuukaudessa|aylik|havonta|havi|p\/m|p\.m\.)\b|mesicne|в месяц|за месяц|на месяц|на місяць|в місяць|за місяць|\/ ?(?:mo|month|mes|mois|mies|mc|mth|monat|kk|ay|мес|месяц|міс|місяць|mesic|mesiac|mesec|maand|mnd|manad|maned|maaned|man|md|mnd|luna|ho|honap|bulan|月|个月|월)(?![a-zа-ї])|月給|月収|月薪|每月|월급|ανα μηνα|τον μηνα|μηνιαι/,
  ],
  [
    'YEAR',
    /\b(?:(?:per|a|each|pro|par|por|al|ao|im|all'|na|za|l') ?(?:year|yr|annum|jahr|an|annee|ano|anno|jaar|ar|vuosi|rok|any)|(?:pr\.?|pe) (?:ar|an)|yillik|evente|rocnie|rocne|rocznie|yearly|annual\w*|annuel\w*|anual\w*|annui|lpa|ral|anuais|jahrl|jahrlich|jahresgehalt|jahresbrutto\w*|arslon|vuodessa|jaarlijks|ctc|b\/a|b\/año)\b|\bp\.? ?a\b\.?|в год|на рік|\/ ?(?:yr|year|jahr|an|ano|any|anno|rok|jaar|ar|vuosi|ev|yil|annum|p\.?a|год|рік|年|년)(?![a-zа-ї])|年収|年俸|年薪|연봉|ανα ετος|ετησι/,
  ],
];

/** The period that a text states: the first one after the amount, else the nearest before it. `null` where it states none. */
export function parsePeriod(text: string): Period | null {
  const folded = fold(text);
  let best: Period | null = null;
  let at = Number.POSITIVE_INFINITY;
  for (const [period, pattern] of PERIODS) {
    const found = folded.search(pattern);
    if (found >= 0 && found < at) {
      at = found;
      best = period;
    }
  }
  return best;
}

const UNITS: Record<string, Period> = {
  hour: 'HOUR', hourly: 'HOUR', hr: 'HOUR', hur: 'HOUR', day: 'DAY', daily: 'DAY', week: 'WEEK', weekly: 'WEEK', wee: 'WEEK', month: 'MONTH', monthly: 'MONTH', mon: 'MONTH',
  year: 'YEAR', yearly: 'YEAR', annual: 'YEAR', annually: 'YEAR', ann: 'YEAR', annum: 'YEAR', peryear: 'YEAR', permonth: 'MONTH', perhour: 'HOUR', peryearsalary: 'YEAR', permonthsalary: 'MONTH', perhoursalary: 'HOUR',
}; // prettier-ignore

/** Words that make an amount pay; for folded text. */
export const PAY =
  /salar|\bpay\b|\bpaid\b|\bpays\b|compensation|wage|\bearn|remunerat|\brate\b|\bgehalt|vergutung|entgelt|lohn|verdienst|\bmzda|\bmzd|\bplat\b|\bplatov|odmen|zarplat|зарплат|оплат|заробіт|дохід|доход|ставка|sueldo|salari|retribu|stipendi[oa]?\b|ral\b|vencimento|ordenado|loon|\blon\b|\blonn|palkk|wynagrodz|zarob|fizetes|\bber\b|salariu|maas|ucret|\bote\b|base range|pay range|給与|給料|年収|月給|時給|薪|工资|급여|연봉|월급|시급|μισθ|αποδοχ|\bctc\b|package/;
const NOT_PAY =
  /durchschnittlich|\baverage (?:base )?(?:salary|pay)|glassdoor est|bonus|budget|revenue|turnover|funding|funded|raised|valuation|in value|invest|allowance|voucher|stravenk|reimburs|stipend\b|referral|relocation|\b401|pension|insurance|equity grant|assets|customers|users|billion|sales of|market|umsatz|chiffre|donat|fee\b|fine\b|price|discount|per gb|savings|worth of|annual turnover|contribution|credit|learning|training budget|perks|grant|fund\b|development budget|transactions|gift|prize|home office setup|up to \$?\d+ (?:towards|for)|joining|sign[- ]on|signing|арендн|скидк|кэшбэк|бонус|преми|inr? revenue|arr\b|gmv|aum\b|spend/;
const FROM =
  /(?:\bfrom|\bod|\bab|\bdesde|a partir d\w*|\bmin\.?|minimum|minimal|at least|starting (?:at|from)|starts? (?:at|from)|start\w* from|\bvon|\bfra|\bvanaf|\ba partire da|от|від|más de|mind(?:estens|\.)?|alkaen|\+)\s*:?\s*$/;
const UP_TO =
  /(?:up to|\bmax\.?|maximum|bis zu|\bbis|\bdo|hasta|jusqu'?a|\bate|fino a|\btot|op til|inntil|upp till|до|under|not exceeding|capped at)\s*:?\s*(?:an? |the |annual salary of |a total of )?$/;
const JOINER =
  /^\s*(?:[-–—]\s*max\.?|-|–|—|‒|−|~|〜|～|to|bis|az|až|do|till|til|a|à|y|and|und|et|e|i|до|to the|through|\/|-\s*up to|ate|até|hasta|tot|og|och|ja|and up to)\s*$/i;

interface Candidate {
  min: number | null;
  max: number | null;
  currency: string | null;
  period: Period | null;
  score: number;
}

const plausible = (value: number, period: Period | null): boolean => {
  if (value < 1 || value > 2e9) return false;
  if (period === 'HOUR') return value >= 2;
  if (period === 'YEAR') return value >= 900;
  return period !== null || value >= 100;
};

function rangeOf(a: Amount, b: Amount | undefined, text: string): { low: Amount; high: Amount } | null {
  if (!b) return null;
  const gap = text.slice(a.end, b.start);
  if (
    gap.length > 14 ||
    !JOINER.test(
      gap.replace(/\(?(?:gross|brutto|hrubého|per (?:hour|year|month)|\/ ?(?:hr|yr|year|hour|mo|month)|annually|a year|an hour)\)?/i, ''),
    )
  ) {
    const period = /^\s*(?:\/|per|an?)\s*\w+\s*(?:-|–|—|to)\s*$/i.test(gap);
    if (!period) return null;
  }
  let low = a;
  let high = b;
  // "120–150K": the scale after the second number is the first one's too.
  if (high.scale > 1 && low.scale === 1 && low.value <= high.value / high.scale)
    low = { ...low, value: low.value * high.scale, scale: high.scale, currency: low.currency ?? high.currency, small: false };
  if (low.value > high.value && high.small && low.scale > 1) high = { ...high, value: high.value * low.scale, scale: low.scale };
  if (low.value > high.value) return null;
  if (low.value > 0 && high.value / low.value > 12) return null;
  return { low, high };
}

/**
 * Pay in a text: the best-evidenced amount or range, `null` where no amount is pay. `labelled` says that the text stands under a label for pay,
 * so a number without currency counts too.
 */
export function parseSalaryText(raw: string, context: FieldContext, labelled: boolean): Salary | null {
  const text = clean(raw).slice(0, 20_000);
  const amounts = readAmounts(text, context.country);
  let best: Candidate | null = null;
  for (let at = 0; at < amounts.length; at += 1) {
    const amount = amounts[at];
    if (!amount) continue;
    const range = rangeOf(amount, amounts[at + 1], text);
    const last = range?.high ?? amount;
    const currency = range ? (range.low.currency ?? range.high.currency) : amount.currency;
    if (range && range.low.currency && range.high.currency && range.low.currency !== range.high.currency) continue;
    if (!currency && !labelled && !(range && range.low.scale > 1)) continue;
    const before = fold(text.slice(Math.max(0, amount.start - 90), amount.start));
    // "год" is a year in Russian and begins an hour in Ukrainian.
    const behind = fold(text.slice(last.end, last.end + 60));
    const after = currency === 'UAH' ? behind.replace(/^\/ ?год/, '/h') : behind;
    const sentenceBefore = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('; '), before.lastIndexOf('! ')) + 1);
    const near = sentenceBefore.slice(-45);
    const period =
      parsePeriod(after.slice(0, 34)) ??
      (/^[\s+]*(?:\/|per|an?\b)/.test(after) ? null : parsePeriod(near)) ??
      (labelled ? parsePeriod(text) : null);
    if (/^\s?(?:%|percent|million|billion|people|employees|users|customers|years|hours|h\/w|days|countries|m2|km)/.test(after)) continue;
    // Millions are revenue, unless it takes lakhs or ten thousands to count them.
    if (amount.value >= 1e6 && (amount.scale === 1e3 || amount.scale === 1e6 || amount.scale === 1e9) && !/INR|PKR/.test(currency ?? ''))
      continue;
    // Laws make employers state pay for places that this posting isn't for.
    if (
      context.country &&
      context.country !== 'US' &&
      /\b(?:u\.?s\.?|united states)[- ](?:based|roles?|candidates|applicants|only|residents)|for (?:u\.s\.|us|united states)\b/.test(
        sentenceBefore,
      )
    )
      continue;
    const payWords = PAY.test(sentenceBefore) || PAY.test(after.slice(0, 34));
    const otherMoney = NOT_PAY.test(near) || NOT_PAY.test(after.slice(0, 30).replace(/[+,;(.].*$/, ''));
    if (!range && !labelled && !payWords && period === null) continue;
    if (otherMoney && !(labelled && range)) continue;
    const value = last.value;
    if (!plausible(value, period)) continue;
    if (!currency && (value < 1000 || (value >= 1900 && value <= 2100)) && !period) continue;
    let min: number | null = range ? range.low.value : amount.value;
    let max: number | null = range ? range.high.value : amount.value;
    if (!range) {
      if (FROM.test(before.slice(-30)) || /^\s*\+/.test(after)) max = null;
      else if (UP_TO.test(before.slice(-40))) min = null;
    }
    const score = (currency ? 2 : 0) + (range ? 2 : 0) + (period ? 2 : 0) + (payWords ? 2 : 0) - (otherMoney ? 3 : 0) - at * 0.01;
    if (!best || score > best.score) best = { min, max, currency, period, score };
    if (range) at += 1;
  }
  if (!best || (!labelled && best.score < 3.5)) return null;
  return { min: best.min, max: best.max, currency: best.currency, period: best.period };
}

const numberIn = (value: unknown): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? value : null;
  if (typeof value !== 'string') return null;
  const [amount] = readAmounts(value.slice(0, 60), null);
  return amount && /^\D{0,6}[\d.,'’\s]+(?:k|\.0+)?\D{0,6}$/i.test(value.trim()) && amount.value > 0 ? amount.value : null;
};

/** schema.org's MonetaryAmount in every shape that pages write it; a sentence as value is read as text. */
function parseMonetaryAmount(raw: Record<string, unknown>, context: FieldContext): Salary | null {
  const inner = raw['value'];
  const quantity = (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : raw) as Record<string, unknown>;
  const code = raw['currency'] ?? raw['salaryCurrency'] ?? quantity['currency'];
  const currency = typeof code === 'string' ? parseCurrency(plain(code), context.country) : null;
  const unit = quantity['unitText'] ?? quantity['unitCode'] ?? raw['unitText'] ?? raw['unitCode'] ?? quantity['duration'];
  const word = typeof unit === 'string' ? unit.toLowerCase().replace(/[^a-z]/g, '') : '';
  const period = UNITS[word] ?? (word ? parsePeriod(word) : null);
  let min = numberIn(quantity['minValue'] ?? raw['minValue']);
  let max = numberIn(quantity['maxValue'] ?? raw['maxValue']);
  if (min === null && max === null) {
    const single = quantity['value'] ?? inner;
    const value = numberIn(single);
    if (value === null) {
      if (typeof single !== 'string') return null;
      const read = parseSalaryText(`${single} ${currency ?? ''}`, context, true);
      return read ? { ...read, currency: read.currency ?? currency, period: read.period ?? period } : null;
    }
    min = value;
    max = value;
  }
  if (min !== null && max !== null && min > max) [min, max] = [max, min];
  return { min, max, currency, period };
}

/** Pay from a reading: text, a number, or schema.org's MonetaryAmount. `labelled` as in `parseSalaryText`. */
export function parseSalary(raw: unknown, context: FieldContext, labelled: boolean): Salary | null {
  if (typeof raw === 'number') return raw > 0 && Number.isFinite(raw) ? { min: raw, max: raw, currency: null, period: null } : null;
  if (typeof raw === 'string') return parseSalaryText(plain(raw), context, labelled);
  if (Array.isArray(raw)) return raw.length ? parseSalary(raw[0], context, labelled) : null;
  if (typeof raw === 'object' && raw !== null) return parseMonetaryAmount(raw as Record<string, unknown>, context);
  return null;
}
