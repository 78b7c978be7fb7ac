/** "60 000", "60.000,50", "€60,000.50" and "60k" as people write them; null for nothing, NaN for what is no amount. */
export function parseAmount(written: string): number | null {
  const compact = written.normalize('NFKC').replaceAll(/[\s'’\p{Sc}]/gu, '');
  if (compact === '') return null;
  // The last separator is a decimal one if at most two digits follow it.
  const [, whole = '', fraction = '', thousands = ''] = /^(.*?)(?:[.,](\d{1,2}))?(k?)$/i.exec(compact) ?? [];
  const digits = whole.replaceAll(/[.,]/g, '');
  if (!/^\d+$/.test(digits)) return Number.NaN;
  return Number(`${digits}.${fraction}${thousands === '' ? '' : 'e3'}`);
}
