/** What steers a terminal, or turns the direction of writing: a name may contain it, and whoever reads the table may do anything here. */
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const GAP = '  ';

/** Rows as text in columns as wide as their longest cell; a cell of digits alone stands on the right. */
export function presentTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replace(STEERING, '\uFFFD')));
  const widths = head.map((_, at) => Math.max(...lines.map((cells) => [...(cells[at] ?? '')].length)));
  const fill = (cell: string, width: number): string => {
    const space = ' '.repeat(width - [...cell].length);
    return /^\d+$/.test(cell) ? space + cell : cell + space;
  };
  return lines
    .map((cells) =>
      cells
        .map((cell, at) => fill(cell, widths[at] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}
