import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ImportRow, Verdict } from '../../../contract/index.ts';
import { formatNumber } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Dot, type Tone } from '../../ui/dot.tsx';
import { useWorkspace } from '../dashboard.ts';
import { rowWord } from './row-words.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';

const ROW_PX = 48;
/** So many rows before the end of what is here, the next page is asked for. */
const AHEAD_ROWS = 100;

const TONES: Record<Verdict, Tone> = {
  new: 'green',
  already_saved: 'grey',
  duplicate_in_file: 'grey',
  needs_answer: 'sand',
  refused: 'violet',
};

/** What becomes of each row of the file; only the rows in sight exist, and pages come as one scrolls. */
export function VerdictRows() {
  const { imports } = useWorkspace();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = imports.rows.value;
  const virtual = useVirtualRows(scroller, rows.length, ROW_PX);
  const last = virtual.items.at(-1)?.index ?? 0;
  const wantsMore = imports.more.value && rows.length > 0 && last >= rows.length - AHEAD_ROWS;
  useLayoutEffect(() => {
    if (wantsMore) void imports.readMore();
  }, [wantsMore, rows.length, imports]);
  if (rows.length === 0) return <p class="soft">{text('importNoRows')}</p>;
  return (
    // Focusable, so that it can be scrolled by keyboard.
    <div class="verdicts" ref={scroller} tabIndex={0} role="group" aria-label={text('importRows')}>
      <ul class="table-space" style={{ height: `${virtual.heightPx}px` }}>
        {virtual.items.map(({ index, start }) => {
          const row = rows[index];
          return row && <VerdictRow key={row.row} row={row} place={index + 1} of={rows.length} top={start} />;
        })}
      </ul>
    </div>
  );
}

function VerdictRow({ row, place, of, top }: { row: ImportRow; place: number; of: number; top: number }) {
  const problems = row.problems.map(({ column, message }) =>
    column === null ? rowWord(message) : text('fieldValue', { field: column, value: rowWord(message) }),
  );
  return (
    <li class="verdict" style={{ transform: `translateY(${top}px)` }} aria-posinset={place} aria-setsize={of}>
      <span class="soft tabular" title={text('importInRow', { row: String(row.row) })}>
        {formatNumber(row.row)}
      </span>
      <span class="verdict-what">
        <span class="ellipsis">
          {row.title ?? text('importUntitled')}
          {row.company !== null && <span class="soft"> · {row.company}</span>}
        </span>
        {problems.length > 0 && (
          <span class="verdict-why ellipsis" title={problems.join('\n')}>
            {problems.join(' · ')}
          </span>
        )}
      </span>
      <span class="verdict-word">
        <Dot tone={TONES[row.verdict]} />
        {text(`verdict_${row.verdict}`)}
      </span>
    </li>
  );
}
