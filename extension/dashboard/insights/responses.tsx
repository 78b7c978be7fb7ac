import { useMemo } from 'preact/hooks';
import type { ApplicationRow } from '../../library/library.ts';
import { formatNumber, formatRate } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { useWorkspace } from '../dashboard.ts';
import { ChartFrame } from './chart-frame.tsx';
import { FEWEST } from './funnel.ts';
import type { Path } from './paths.ts';
import { computeResponseTimes, sourceOf } from './response-times.ts';
import { ResponsesChart, type SpreadRow } from './responses-chart.tsx';

/** More rows than this are not read, and the first are those with the most applications. */
const MOST_ROWS = 50;

const tenths = (days: number) => formatNumber(Math.round(days * 10) / 10);

const BY = {
  company: { title: 'responsesByCompany', column: 'field_company', nameOf: ({ posting }: ApplicationRow) => posting.company },
  source: { title: 'responsesBySource', column: 'source', nameOf: sourceOf },
} as const;

/** How long answers took: of all applications together, then of each company or source. */
export function Responses({ by, paths }: { by: keyof typeof BY; paths: readonly Path[] }) {
  const { list } = useWorkspace();
  const applications = list.applications.value;
  const { column, nameOf } = BY[by];
  const title = text(BY[by].title);
  const rows = useMemo(() => {
    const find = (id: string) => applications?.get(id);
    const groups = computeResponseTimes(paths, find, nameOf);
    const all = computeResponseTimes(paths, find, (row) => nameOf(row) && text('allApplications'));
    return [...all, ...groups.slice(0, MOST_ROWS)];
  }, [paths, applications, nameOf]);
  const drawn = rows.filter((row): row is SpreadRow => row.days !== null);
  const few = rows.length - drawn.length;
  const hints = [
    ...(drawn.length === 0 ? [] : [text('middleHalf')]),
    ...(few === 0 ? [] : [text('responsesRest', { fewest: formatNumber(FEWEST), count: formatNumber(few) })]),
  ];
  return (
    <ChartFrame
      title={title}
      basis={textCount('applications', rows[0]?.applied ?? 0)}
      name={`responses-by-${by}`}
      empty={rows.length === 0}
      chart={drawn.length === 0 ? null : (widthPx) => <ResponsesChart rows={drawn} label={title} widthPx={widthPx} />}
      hint={hints.join(' ')}
      columns={[text(column), text('field_appliedOn'), text('answeredCount'), text('answerRate'), text('medianDays'), text('quartiles')]}
      rows={rows.map(({ name, applied, answered, rate, days }) => [
        name,
        formatNumber(applied),
        formatNumber(answered),
        rate === null ? '–' : formatRate(rate),
        days === null ? '–' : tenths(days.median),
        days === null ? '–' : `${formatNumber(Math.round(days.low))}–${formatNumber(Math.round(days.high))}`,
      ])}
    />
  );
}
