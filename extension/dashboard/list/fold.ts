/** Letters that Unicode does not decompose, as people type them on a keyboard that lacks them. */
const PLAIN: Record<string, string> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const NOT_ASCII = /[^\p{ASCII}]/u;

/** Text as it is compared in a search: lower case, without accents, so that "orsted" finds "Ørsted". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[øæœßłđðþı]/g, (letter) => PLAIN[letter] ?? letter);
}
