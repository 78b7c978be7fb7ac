/** Characters that take no room: they arrive inside words and numbers copied from word processors and right-to-left text. */
const INVISIBLE = /\u034f|\ufe0e|\ufe0f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** Text that is clean already: most is, and the check costs a fraction of the work. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;

/** One line without invisible characters, runs of white space as one space. */
export function clean(text: string): string {
  if (CLEAN.test(text)) return text;
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

const LONGEST_KEPT = 4000;
const MOST_KEPT = 600_000;
/** Each text is folded by a dozen readers; kept for about one page's worth of characters. */
const folded = new Map<string, string>();
let kept = 0;

const foldClean = (line: string): string => (line.includes('`') ? line.replaceAll('`', "'") : line).toLowerCase();

function foldAnew(text: string): string {
  if (CLEAN.test(text)) return foldClean(text);
  const line = clean(text);
  if (CLEAN.test(line)) return foldClean(line);
  return (
    line
      .normalize('NFD')
      // The marks of kana make other sounds of them, and Hangul has come apart into letters: both are whole again after this.
      .replace(/(?![\u3099\u309a])\p{M}/gu, '')
      .normalize('NFC')
      .replace(/[’‘`´ʼ]/g, "'")
      .replace(/[‐‑–—−]/g, '-')
      .toLowerCase()
      .replace(/ł/g, 'l')
      .replace(/ø/g, 'o')
      .replace(/ı/g, 'i')
  );
}

/** For comparing words: lower case, without accents, with plain quotes and dashes. */
export function fold(text: string): string {
  if (text.length > LONGEST_KEPT) return foldAnew(text);
  let known = folded.get(text);
  if (known === undefined) {
    kept += text.length + 20;
    if (kept > MOST_KEPT) {
      folded.clear();
      kept = 0;
    }
    folded.set(text, (known = foldAnew(text)));
  }
  return known;
}

/** Letters for character classes, by ranges: a browser takes about a millisecond to compile a `\p{L}`, in every page anew. */
export const LETTERS = 'A-Za-zÀ-ÖØ-öø-ʯͰ-῿぀-퟿';
export const CAPITALS = 'A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽΑ-ΩА-ЯІЇЄҐ';
export const LETTER = new RegExp(`[${LETTERS}]`);
export const TWO_LETTERS = new RegExp(`[${LETTERS}]{2}`);
export const CAPITAL = new RegExp(`[${CAPITALS}]`);

/** What is neither letter nor digit in folded text. */
const BETWEEN_WORDS = /[^a-z0-9\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u1fff\u2c00-\u2dff\u3005\u3040-\ud7ff\uf900-\ufdff]+/g;

/** For comparing names: letters and digits only. */
export function squash(text: string): string {
  return fold(CLEAN.test(text) ? text : text.normalize('NFKC')).replace(BETWEEN_WORDS, '');
}

const LEGAL_FORMS = new Set(
  'inc incorporated llc ltd limited gmbh ag sa sas sarl srl spa bv nv plc corp corporation co company oy oyj ab as aps kg se pty pvt private sro kk ev ug mbh'.split(
    ' ',
  ),
);

const DENSE = /[぀-ヿ㐀-鿿가-힣]/g;

/** How long a text is to read, in Latin letters: one of Chinese, Japanese or Korean says as much as two or three. */
export function readingLength(text: string): number {
  if (CLEAN.test(text)) return text.length;
  return text.length + 1.5 * (text.match(DENSE)?.length ?? 0);
}

/** A company's name for comparing: without legal form. */
export function squashCompany(text: string): string {
  const tokens: string[] = [];
  let apart = false;
  for (const word of wordsOf(text)) {
    // "A/S", "s.r.o." and "B.V." are one word each.
    if (apart && word.length === 1) tokens.push((tokens.pop() ?? '') + word);
    else tokens.push(word);
    apart = word.length === 1;
  }
  return tokens.filter((token) => !LEGAL_FORMS.has(token)).join('') || tokens.join('');
}

export const wordsOf = (text: string): string[] => fold(text).split(BETWEEN_WORDS).filter(Boolean);

const NAMED: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', copy: '©',
  reg: '®', trade: '™', euro: '€', pound: '£', yen: '¥', cent: '¢', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»',
  auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à',
  aacute: 'á', acirc: 'â', ccedil: 'ç', iacute: 'í', oacute: 'ó', ocirc: 'ô', uacute: 'ú', ntilde: 'ñ', atilde: 'ã', otilde: 'õ',
  aring: 'å', Aring: 'Å', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', Eacute: 'É', iuml: 'ï', ugrave: 'ù', igrave: 'ì', ograve: 'ò',
  shy: '', zwnj: '', zwj: '', ensp: ' ', emsp: ' ', thinsp: ' ', deg: '°', times: '×', sect: '§', para: '¶',
}; // prettier-ignore

/** `&amp;` and its like as characters; what it doesn't know stays. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (whole, decimal, hex, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** A value from structured data as one line of plain text: entities decoded as often as they were escaped (three times at most), tags taken out. */
export function plain(value: string): string {
  let text = value;
  for (let round = 0; round < 3 && text.includes('&'); round += 1) text = decodeEntities(text);
  return clean(text.replace(/<\/?[a-zA-Z][^<>]{0,500}>/g, ' '));
}
