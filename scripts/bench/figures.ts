/** One line of a benchmark: ours, what it stands beside in the same run, and the ratio that may be compared between machines. */
export interface Figure {
  what: string;
  ours: string;
  beside?: string;
  ratio?: number;
}

/** The value below which `share` of the sorted numbers lie. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function printFigures(title: string, figures: readonly Figure[]): void {
  const rows = figures.map((f) => [f.what, f.ours, f.beside ?? '', f.ratio === undefined ? '' : f.ratio.toFixed(2)]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ')}`,
    );
}
