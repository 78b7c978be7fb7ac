import { sankey, sankeyJustify, sankeyLinkHorizontal } from 'd3-sankey';
import { formatDay, formatNumber, formatRate } from '../../texts/format.ts';
import { STAGE_TONES } from '../../texts/words.ts';
import type { Flow, FlowNode } from './flows.ts';
import type { FunnelRow } from './funnel.ts';
import { flowWord } from './flow-words.ts';
import type { Week } from './per-week.ts';

const WIDTH = 720;

/** Bars of how many came how far. */
export function FunnelChart({ rows, label }: { rows: readonly FunnelRow[]; label: string }) {
  const rowPx = 36;
  const left = 120;
  const right = 120;
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDTH} ${rows.length * rowPx}`} role="img" aria-label={label}>
      {rows.map(({ step, count, rate }, index) => {
        const width = ((WIDTH - left - right) * count) / most;
        const y = index * rowPx;
        return (
          <g key={step} transform={`translate(0 ${y})`}>
            <text class="drawing-word" x={left - 12} y={23} text-anchor="end">
              {flowWord(step)}
            </text>
            <rect class="bar" data-tone={toneOf(step)} x={left} y={7} width={Math.max(width, 1)} height={22} rx={3} />
            <text class="drawing-number" x={left + width + 8} y={23}>
              {formatNumber(count)}
              {rate !== null && <tspan class="drawing-soft">{`  ${formatRate(rate)}`}</tspan>}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

interface Node {
  name: FlowNode;
}

/** From stage to stage, and where it ended. */
export function SankeyChart({ flows, label }: { flows: readonly Flow[]; label: string }) {
  const height = 320;
  const names = [...new Set(flows.flatMap(({ from, to }) => [from, to]))];
  const layout = sankey<Node, object>()
    .nodeId(({ name }) => name)
    .nodeAlign(sankeyJustify)
    .nodeWidth(10)
    .nodePadding(18)
    .extent([
      [4, 12],
      [WIDTH - 120, height - 12],
    ]);
  const { nodes, links } = layout({
    nodes: names.map((name) => ({ name })),
    links: flows.map(({ from, to, count }) => ({ source: from, target: to, value: count })),
  });
  const draw = sankeyLinkHorizontal<Node, object>();
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      {links.map((link) => {
        const [from, to] = [link.source as Node, link.target as Node];
        return (
          <path
            key={`${from.name} ${to.name}`}
            class="flow"
            data-tone={toneOf(to.name)}
            d={draw(link) ?? ''}
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

/** A bar for each week. */
export function WeeksChart({ weeks, label, now }: { weeks: readonly Week[]; label: string; now: number }) {
  const height = 160;
  const foot = 24;
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  const step = WIDTH / Math.max(weeks.length, 8);
  const everyNth = Math.ceil(weeks.length / 8);
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      <line class="axis" x1={0} x2={WIDTH} y1={height - foot} y2={height - foot} />
      {weeks.map(({ monday, count }, index) => {
        const tall = ((height - foot - 18) * count) / most;
        const x = index * step;
        return (
          <g key={monday} transform={`translate(${x} 0)`}>
            {count > 0 && (
              <>
                <rect class="bar" data-tone="blue" x={step * 0.15} y={height - foot - tall} width={step * 0.7} height={tall} rx={2} />
                <text class="drawing-number" x={step / 2} y={height - foot - tall - 5} text-anchor="middle">
                  {formatNumber(count)}
                </text>
              </>
            )}
            {index % everyNth === 0 && (
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
