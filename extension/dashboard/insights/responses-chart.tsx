import { formatDays, formatNumber } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { NARROW_PX } from './charts.tsx';
import type { Quartiles, ResponseRow } from './response-times.ts';

/** A row of which enough is known to be drawn. */
export type SpreadRow = ResponseRow & { days: Quartiles };

const ROW_PX = 32;
/** Where a name has no room beside its line, it stands above. */
const NARROW_ROW_PX = 48;
const NAME_PX = 168;
/** Room for the median and how many answers it rests on, and for the latter alone. */
const FIGURES_PX = 160;
const COUNT_PX = 60;
const FOOT_PX = 24;
/** Half a dot, so that the ends of the axis are not cut. */
const EDGE_PX = 6;
const TICK_STEPS = [1, 2, 5, 7, 14, 28, 56, 91, 182, 364];

/** Whole days, no more than six of them: weeks where it takes weeks. */
export function ticksUpTo(days: number): number[] {
  const step = TICK_STEPS.find((some) => days / some <= 5) ?? Math.ceil(days / 5);
  return Array.from({ length: Math.max(1, Math.ceil(days / step)) + 1 }, (_, index) => index * step);
}

/** For each row how long half of the answers took: from the first quartile to the third, with a dot at the median. */
export function ResponsesChart({ rows, label, widthPx }: { rows: readonly SpreadRow[]; label: string; widthPx: number }) {
  const narrow = widthPx < NARROW_PX;
  const rowPx = narrow ? NARROW_ROW_PX : ROW_PX;
  const left = narrow ? EDGE_PX : NAME_PX + EDGE_PX;
  const right = widthPx - (narrow ? EDGE_PX : FIGURES_PX);
  const ticks = ticksUpTo(Math.max(...rows.map(({ days }) => days.high)));
  const xOf = (days: number) => left + ((right - left) * days) / (ticks.at(-1) ?? 1);
  const foot = rows.length * rowPx;
  const told = rows.map(({ name, days }) => `${name}: ${formatDays(days.median)}`);
  return (
    <svg class="drawing" viewBox={`0 0 ${widthPx} ${foot + FOOT_PX}`} role="img" aria-label={`${label}. ${told.join('; ')}`}>
      {ticks.map((days, index) => (
        <g key={days}>
          <line class="grid-line" x1={xOf(days)} x2={xOf(days)} y1={0} y2={foot} />
          <text class="drawing-soft" x={xOf(days)} y={foot + 17} text-anchor={anchorOf(index, ticks.length, narrow)}>
            {index === ticks.length - 1 ? formatDays(days) : formatNumber(days)}
          </text>
        </g>
      ))}
      {rows.map(({ name, answered, days }, index) => {
        const y = narrow ? 32 : rowPx / 2;
        const words = narrow ? 14 : y + 4;
        return (
          // By place: a company may be called as all of them together are.
          <g key={index} transform={`translate(0 ${index * rowPx})`}>
            <title>{name}</title>
            <text x={0} y={words}>
              {cut(name, narrow ? widthPx - FIGURES_PX : NAME_PX - 12)}
            </text>
            <line class="range" data-tone="blue" x1={xOf(days.low)} x2={xOf(days.high)} y1={y} y2={y} />
            <circle class="bar" data-tone="blue" cx={xOf(days.median)} cy={y} r={5} />
            <text x={widthPx - COUNT_PX} y={words} text-anchor="end">
              {formatDays(days.median)}
            </text>
            <text class="drawing-soft" x={widthPx} y={words} text-anchor="end">
              {text('basisCount', { count: formatNumber(answered) })}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Where there is nothing beside the axis, the words at its ends stay above it. */
function anchorOf(index: number, count: number, narrow: boolean): string {
  if (narrow && index === 0) return 'start';
  return narrow && index === count - 1 ? 'end' : 'middle';
}

/** SVG cuts no text: as many letters as have room. */
function cut(name: string, roomPx: number): string {
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (!pen) return name;
  pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  if (pen.measureText(name).width <= roomPx) return name;
  const letters = Array.from(name.slice(0, 100));
  while (letters.length > 1 && pen.measureText(`${letters.join('')}…`).width > roomPx) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
