/** "60 000", "60.000,50" and "60,000.50" as people write them; null for nothing, NaN for what is no amount. */
export function parseAmount(written: string): number | null {
  const compact = written.replaceAll(/[\s'’]/g, '');
  if (compact === '') return null;
  // The last separator is a decimal one if at most two digits follow it.
  const [, whole = '', fraction = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(compact) ?? [];
  const digits = whole.replaceAll(/[.,]/g, '');
  return /^\d+$/.test(digits) ? Number(fraction === '' ? digits : `${digits}.${fraction}`) : Number.NaN;
}
