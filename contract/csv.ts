/** The header of every CSV export, in this order. Columns are only ever added at the end. */
export const CSV_COLUMNS = [
  'id',
  'title',
  'company',
  'location',
  'workplace_type',
  'employment_type',
  'salary_min',
  'salary_max',
  'salary_currency',
  'salary_period',
  'stage',
  'outcome',
  'applied_on',
  'follow_up_on',
  'priority',
  'tags',
  'notes',
  'url',
  'date_posted',
  'valid_through',
  'saved_at',
  'updated_at',
  'description',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/**
 * What a spreadsheet takes for a formula, or for the white space before one, with the full-width signs that some locales read the same way.
 * Apostrophes before it count too: otherwise a text that had one of its own could not be told from a guarded one.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A cell as an export writes it: an apostrophe goes before whatever a spreadsheet would calculate. PostgreSQL: `~ E'^\'*[=+@\t\r\n＝＋－＠-]'`. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Undoes `guardFormula` exactly, for every text. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** Tags as one cell: `remote; c\; c++`. Backslashes and semicolons inside a tag get a backslash. */
export function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replaceAll(/[\\;]/g, String.raw`\$&`)).join('; ');
}

/** Undoes `joinTags`; a backslash that a person typed before anything else stays one. */
export function splitTags(cell: string): string[] {
  const tags = [''];
  for (const [part] of cell.matchAll(/\\[\\;]|[^\\;]+|[\\;]/g)) {
    if (part === ';') tags.push('');
    else tags.push((tags.pop() ?? '') + (/^\\[\\;]$/.test(part) ? part.slice(1) : part));
  }
  return tags.map((tag) => tag.trim()).filter((tag) => tag !== '');
}
