import { sankey, sankeyJustify, type SankeyLink } from 'd3-sankey';
import { formatDay, formatNumber, formatRate } from '../../texts/format.ts';
import { STAGE_TONES } from '../../texts/words.ts';
import type { Flow, FlowNode } from './flows.ts';
import type { FunnelRow } from './funnel.ts';
import { flowWord } from './flow-words.ts';
import type { Week } from './per-week.ts';

/** Below this width, in px, a word does not fit beside its bar and a flow has no room to spread. */
export const NARROW_PX = 480;
const WORD_PX = 120;
/** Room for a count and its rate after the longest bar. */
const COUNT_PX = 96;

interface Bar {
  name: string;
  words: string;
  tone: string;
  count: number;
  rate?: number | null;
}

/** Bars, each beside its words; under them where there is no room. */
function Bars({ bars, label, widthPx }: { bars: readonly Bar[]; label: string; widthPx: number }) {
  const narrow = widthPx < NARROW_PX;
  const rowPx = narrow ? 48 : 36;
  const left = narrow ? 0 : WORD_PX;
  const top = narrow ? 20 : 7;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <svg class="drawing" viewBox={`0 0 ${widthPx} ${bars.length * rowPx}`} role="img" aria-label={label}>
      {bars.map(({ name, words, tone, count, rate = null }, index) => {
        const width = Math.max(1, ((widthPx - left - COUNT_PX) * count) / most);
        return (
          <g key={name} transform={`translate(0 ${index * rowPx})`}>
            <text class="drawing-word" x={narrow ? 0 : left - 12} y={narrow ? 13 : 23} text-anchor={narrow ? 'start' : 'end'}>
              {words}
            </text>
            <rect class="bar" data-tone={tone} x={left} y={top} width={width} height={22} rx={3} />
            <text class="drawing-number" x={left + width + 8} y={top + 16}>
              {formatNumber(count)}
              {rate !== null && <tspan class="drawing-soft">{`  ${formatRate(rate)}`}</tspan>}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Bars of how many came how far. */
export function FunnelChart({ rows, label, widthPx }: { rows: readonly FunnelRow[]; label: string; widthPx: number }) {
  const bars = rows.map(({ step, count, rate }) => ({ name: step, words: flowWord(step), tone: toneOf(step), count, rate }));
  return <Bars bars={bars} label={label} widthPx={widthPx} />;
}

/** From where to where applications went: as streams, or as a bar for each where those would be threads. */
export function FlowsChart({ flows, label, widthPx }: { flows: readonly Flow[]; label: string; widthPx: number }) {
  if (widthPx >= NARROW_PX) return <SankeyChart flows={flows} label={label} widthPx={widthPx} />;
  const bars = flows.map(({ from, to, count }) => ({
    name: `${from} ${to}`,
    words: `${flowWord(from)} → ${flowWord(to)}`,
    tone: toneOf(to),
    count,
  }));
  return <Bars bars={bars} label={label} widthPx={widthPx} />;
}

/** Room for the words and the count after the last bars. */
const LAST_WORD_PX = 148;

interface Node {
  name: FlowNode;
}

/** The middle of a stream, from the right edge of one bar to the left edge of another; d3's own needs all of its shapes for it. */
function streamOf({ source, target, y0 = 0, y1 = 0 }: SankeyLink<Node, object>): string {
  const { x1: from = 0 } = source as { x1?: number };
  const { x0: to = 0 } = target as { x0?: number };
  const middle = (from + to) / 2;
  return `M${from},${y0}C${middle},${y0},${middle},${y1},${to},${y1}`;
}

function SankeyChart({ flows, label, widthPx }: { flows: readonly Flow[]; label: string; widthPx: number }) {
  const height = 320;
  const names = [...new Set(flows.flatMap(({ from, to }) => [from, to]))];
  const layout = sankey<Node, object>()
    .nodeId(({ name }) => name)
    .nodeAlign(sankeyJustify)
    .nodeWidth(10)
    .nodePadding(18)
    .extent([
      [4, 12],
      [widthPx - LAST_WORD_PX, height - 12],
    ]);
  const { nodes, links } = layout({
    nodes: names.map((name) => ({ name })),
    links: flows.map(({ from, to, count }) => ({ source: from, target: to, value: count })),
  });
  return (
    <svg class="drawing" viewBox={`0 0 ${widthPx} ${height}`} role="img" aria-label={label}>
      {links.map((link) => {
        const [from, to] = [link.source as Node, link.target as Node];
        return (
          <path
            key={`${from.name} ${to.name}`}
            class="flow"
            data-tone={toneOf(to.name)}
            d={streamOf(link)}
            stroke-width={Math.max(1, link.width ?? 1)}
          >
            <title>{`${flowWord(from.name)} → ${flowWord(to.name)}: ${formatNumber(link.value)}`}</title>
          </path>
        );
      })}
      {nodes.map(({ name, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => (
        <g key={name}>
          <rect class="bar" data-tone={toneOf(name)} x={x0} y={y0} width={x1 - x0} height={Math.max(1, y1 - y0)} rx={2} />
          <text class="drawing-word" x={x1 + 6} y={(y0 + y1) / 2 + 4}>
            {flowWord(name)}
            <tspan class="drawing-soft">{`  ${formatNumber(value)}`}</tspan>
          </text>
        </g>
      ))}
    </svg>
  );
}

/** A day as it stands below a bar. */
const DAY_PX = 56;
/** A bar with room for its count above it. */
const COUNTED_PX = 24;

/** A bar for each week. */
export function WeeksChart({ weeks, label, now, widthPx }: { weeks: readonly Week[]; label: string; now: number; widthPx: number }) {
  const height = 160;
  const foot = 24;
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  const step = widthPx / Math.max(weeks.length, 8);
  const everyNth = Math.ceil(DAY_PX / step);
  const counted = (count: number) => step >= COUNTED_PX || count === most;
  return (
    <svg class="drawing" viewBox={`0 0 ${widthPx} ${height}`} role="img" aria-label={label}>
      <line class="axis" x1={0} x2={widthPx} y1={height - foot} y2={height - foot} />
      {weeks.map(({ monday, count }, index) => {
        const tall = ((height - foot - 18) * count) / most;
        const x = index * step;
        return (
          <g key={monday} transform={`translate(${x} 0)`}>
            {count > 0 && (
              <>
                <rect class="bar" data-tone="blue" x={step * 0.15} y={height - foot - tall} width={step * 0.7} height={tall} rx={2} />
                {counted(count) && (
                  <text class="drawing-number" x={step / 2} y={height - foot - tall - 5} text-anchor="middle">
                    {formatNumber(count)}
                  </text>
                )}
              </>
            )}
            {index % everyNth === 0 && x + DAY_PX <= widthPx && (
              <text class="drawing-soft" x={step * 0.15} y={height - 7}>
                {formatDay(monday, now, true, false)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function toneOf(name: FlowNode): string {
  if (name in STAGE_TONES) return STAGE_TONES[name as keyof typeof STAGE_TONES];
  if (name === 'accepted') return 'green';
  return name === 'open' ? 'blue' : 'grey';
}
