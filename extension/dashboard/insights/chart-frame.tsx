import { Download } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { useDashboard } from '../dashboard.ts';
import { writeSvg } from './save-svg.ts';

interface ChartFrameProps {
  title: string;
  /** On how many applications it rests. */
  basis: string;
  /** Names the file. */
  name: string;
  /** Nothing to be drawn yet: says so instead. */
  empty?: boolean;
  /** Drawn as wide as there is room, in px; null where only the table has something to say. */
  chart: ((widthPx: number) => ComponentChildren) | null;
  /** How the chart is read, and what it leaves out. */
  hint?: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

type Way = 'chart' | 'table';
/** As wide as the style sheet lets it be. */
const WIDEST_PX = 760;

/** One finding: as a chart that can be taken along as a file, or as a table with the same numbers. */
export function ChartFrame({ title, basis, name, empty = false, chart, hint, columns, rows }: ChartFrameProps) {
  const { services } = useDashboard();
  const [way, setWay] = useState<Way>('chart');
  const frame = useRef<HTMLElement>(null);
  const widthPx = Math.min(useWidth(frame), WIDEST_PX);
  const id = useId();
  function save(): void {
    const svg = frame.current?.querySelector<SVGSVGElement>('.drawing');
    if (svg) services.saveFile(new Blob([writeSvg(svg)], { type: 'image/svg+xml' }), `jackdaw-${name}.svg`);
  }
  return (
    <section class="chart-frame" aria-labelledby={id} ref={frame}>
      <header class="chart-head">
        <h2 id={id}>{title}</h2>
        <span class="soft">{basis}</span>
        {!empty && (
          <>
            <Segmented<Way>
              label={title}
              options={[
                { value: 'chart', label: text('asChart') },
                { value: 'table', label: text('asTable') },
              ]}
              value={way}
              onChange={setWay}
            />
            {way === 'chart' && chart && <IconButton icon={Download} label={text('downloadSvg', { title })} onClick={save} />}
          </>
        )}
      </header>
      {empty && <p class="soft">{text('chartEmpty')}</p>}
      {!empty && way === 'chart' && chart?.(widthPx)}
      {!empty && way === 'chart' && hint !== undefined && <small class="soft">{hint}</small>}
      {!empty && way === 'table' && <FiguresTable title={title} columns={columns} rows={rows} />}
    </section>
  );
}

interface FiguresTableProps {
  title: string;
  columns: readonly string[];
  /** The first cell names the row; the others are numbers. */
  rows: readonly (readonly string[])[];
}

function FiguresTable({ title, columns, rows }: FiguresTableProps) {
  return (
    <div class="figures-scroll" role="group" aria-label={title} tabIndex={0}>
      <table class="figures">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...others], row) => (
            <tr key={row}>
              <th scope="row">{first}</th>
              {others.map((value, index) => (
                <td key={index} class="tabular">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
