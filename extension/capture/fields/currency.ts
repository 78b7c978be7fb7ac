const BY_COUNTRY: Record<string, string> = {
  US: 'USD', CA: 'CAD', AU: 'AUD', NZ: 'NZD', SG: 'SGD', HK: 'HKD', MX: 'MXN', CL: 'CLP', CO: 'COP', AR: 'ARS', BR: 'BRL', GB: 'GBP', CH: 'CHF', LI: 'CHF',
  SE: 'SEK', NO: 'NOK', DK: 'DKK', IS: 'ISK', CZ: 'CZK', PL: 'PLN', HU: 'HUF', RO: 'RON', BG: 'BGN', UA: 'UAH', RU: 'RUB', TR: 'TRY', IN: 'INR', PK: 'PKR',
  LK: 'LKR', NP: 'NPR', BD: 'BDT', JP: 'JPY', CN: 'CNY', KR: 'KRW', TW: 'TWD', MY: 'MYR', ID: 'IDR', TH: 'THB', PH: 'PHP', VN: 'VND', ZA: 'ZAR', NG: 'NGN',
  KE: 'KES', EG: 'EGP', AE: 'AED', SA: 'SAR', QA: 'QAR', IL: 'ILS', KZ: 'KZT', BY: 'BYN', GE: 'GEL', RS: 'RSD',
}; // prettier-ignore
const EURO = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ');
for (const country of EURO) BY_COUNTRY[country] = 'EUR';

const CODES = new Set([
  ...Object.values(BY_COUNTRY),
  'USDT',
  'UYU',
  'PEN',
  'MAD',
  'GHS',
  'TZS',
  'UGX',
  'OMR',
  'KWD',
  'BHD',
  'JOD',
  'UZS',
  'AMD',
  'AZN',
  'MDL',
  'ALL',
  'MKD',
  'BAM',
]);

const SYMBOLS: [RegExp, string][] = [
  [/^(?:€|eur|euro|euros|eiro|eur\.|ευρω)$/, 'EUR'],
  [/^(?:£|gbp|pounds?|quid)$/, 'GBP'],
  [/^(?:us\$|\$us|usd|u\.s\.\$|us dollars?)$/, 'USD'],
  [/^(?:a\$|au\$|aud)$/, 'AUD'],
  [/^(?:c\$|ca\$|cad|\$ca|cdn\$|\$cad)$/, 'CAD'],
  [/^(?:nz\$|nzd)$/, 'NZD'],
  [/^(?:s\$|sg\$|sgd)$/, 'SGD'],
  [/^(?:hk\$|hkd)$/, 'HKD'],
  [/^(?:nt\$|twd)$/, 'TWD'],
  [/^(?:mx\$|mxn)$/, 'MXN'],
  [/^(?:r\$|brl|reais)$/, 'BRL'],
  [/^(?:₹|inr|inr\.)$/, 'INR'],
  [/^(?:₽|rub|руб|руб\.|р\.|рублей|рубля)$/, 'RUB'],
  [/^(?:₴|uah|грн|грн\.|гривень|гривен)$/, 'UAH'],
  [/^(?:zł|zl|pln|złotych)$/, 'PLN'],
  [/^(?:kč|kc|czk|korun)$/, 'CZK'],
  [/^(?:ft|huf|forint)$/, 'HUF'],
  [/^(?:lei|ron)$/, 'RON'],
  [/^(?:chf|fr\.|sfr|sfr\.)$/, 'CHF'],
  [/^(?:₺|tl|try)$/, 'TRY'],
  [/^(?:₪|nis|ils)$/, 'ILS'],
  [/^(?:₩|krw|원)$/, 'KRW'],
  [/^(?:₱|php)$/, 'PHP'],
  [/^(?:₫|vnd)$/, 'VND'],
  [/^(?:฿|thb)$/, 'THB'],
  [/^(?:₦|ngn)$/, 'NGN'],
  [/^(?:rm|myr)$/, 'MYR'],
  [/^(?:rp|rp\.|idr)$/, 'IDR'],
  [/^(?:jpy|円|yen)$/, 'JPY'],
  [/^(?:cny|rmb|元)$/, 'CNY'],
  [/^(?:₸|тг|тенге)$/, 'KZT'],
  [/^(?:dkr|dkk)$/, 'DKK'],
  [/^(?:skr|sek)$/, 'SEK'],
  [/^(?:nkr|nok)$/, 'NOK'],
];

/** ISO 4217 of a symbol, code or word; where one symbol means several (`$`, `kr`, `Rs`), the country decides. `null` where it isn't money. */
export function parseCurrency(text: string, country: string | null): string | null {
  const word = text.trim().toLowerCase();
  if (!word) return null;
  const upper = text.trim().toUpperCase();
  if (CODES.has(upper) && upper.length === 3) return upper;
  for (const [pattern, code] of SYMBOLS) if (pattern.test(word)) return code;
  const local = country ? BY_COUNTRY[country] : undefined;
  if (word === '$' || word === 'dollars' || word === 'dollar')
    return local && /^(?:USD|CAD|AUD|NZD|SGD|HKD|MXN|CLP|COP|ARS|TWD)$/.test(local) ? local : 'USD';
  if (/^kr\.?$|^kroner$|^kronor$|^,-$/.test(word)) return local && /^(?:SEK|NOK|DKK|ISK|CZK)$/.test(local) ? local : null;
  if (/^rs\.?$|^rupees$|^rupiah$|^\/-$/.test(word)) return local && /^(?:INR|PKR|LKR|NPR|IDR)$/.test(local) ? local : null;
  if (word === '¥') return local === 'CNY' ? 'CNY' : 'JPY';
  if (word === 'r' && local === 'ZAR') return 'ZAR';
  return null;
}

export const currencyOf = (country: string | null): string | null => (country ? (BY_COUNTRY[country] ?? null) : null);

/** A country that has this currency, for signs that mean several; `null` where we know none. */
export function countryOf(currency: string | null): string | null {
  return Object.keys(BY_COUNTRY).find((country) => BY_COUNTRY[country] === currency) ?? null;
}
