import { ChartNoAxesColumn } from 'lucide';
import { useEffect, useMemo } from 'preact/hooks';
import { dayOf, formatDay, formatNumber, formatRate } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { ChartFrame } from './chart-frame.tsx';
import { FunnelChart, FlowsChart, WeeksChart } from './charts.tsx';
import { computeFlows } from './flows.ts';
import { flowWord } from './flow-words.ts';
import { computeFunnel, FEWEST } from './funnel.ts';
import { pathsOf, type Path } from './paths.ts';
import { countPerWeek } from './per-week.ts';
import { Responses } from './responses.tsx';

/** How it goes: computed on this device from what happened, never from where things stand now. */
export function InsightsView() {
  const { events } = useWorkspace();
  const state = events.state.value;
  const all = events.events.value;
  useEffect(() => {
    void events.read();
    return events.cancel;
  }, [events]);
  const paths = useMemo(() => pathsOf(all), [all]);
  return (
    <div class="page insights">
      <h1>{text('insights')}</h1>
      {state.step === 'reading' && (
        <div class="reading">
          <span class="soft">{text('readingEvents', { share: formatRate(state.share) })}</span>
          <Progress label={text('readingEvents', { share: formatRate(state.share) })} value={state.share} />
          <Button kind="quiet" onClick={events.cancel}>
            {text('cancel')}
          </Button>
        </div>
      )}
      {(state.step === 'failed' || state.step === 'idle') && (
        <Banner
          tone={state.step === 'failed' ? 'caution' : 'plain'}
          actions={<Button onClick={() => void events.read()}>{text('retry')}</Button>}
        >
          {text(state.step === 'failed' ? 'eventsFailed' : 'eventsPartly')}
        </Banner>
      )}
      {paths.length > 0 && <Findings paths={paths} />}
      {paths.length === 0 && state.step === 'here' && (
        <EmptyState icon={ChartNoAxesColumn} title={text('noInsights')}>
          {text('noInsightsHint')}
        </EmptyState>
      )}
    </div>
  );
}

function Findings({ paths }: { paths: readonly Path[] }) {
  const { services } = useDashboard();
  const { list } = useWorkspace();
  const applications = list.applications.value;
  const now = services.now();
  const funnel = useMemo(() => computeFunnel(paths), [paths]);
  const flows = useMemo(() => computeFlows(paths).toSorted((a, b) => b.count - a.count), [paths]);
  const weeks = useMemo(
    () =>
      countPerWeek(
        [...(applications?.values() ?? [])].flatMap(({ appliedOn }) => appliedOn ?? []),
        dayOf(now),
      ),
    [applications, dayOf(now)],
  );
  const basis = textCount('applications', paths.length);
  const applied = weeks.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p class="soft">{text('ratesHint', { fewest: formatNumber(FEWEST) })}</p>
      <ChartFrame
        title={text('funnel')}
        basis={basis}
        name="funnel"
        chart={(widthPx) => <FunnelChart rows={funnel} label={text('funnel')} widthPx={widthPx} />}
        columns={[text('field_stage'), text('applicationsView'), text('rateBefore')]}
        rows={funnel.map(({ step, count, rate }) => [flowWord(step), formatNumber(count), rate === null ? '–' : formatRate(rate)])}
      />
      <ChartFrame
        title={text('flows')}
        basis={basis}
        name="flows"
        empty={flows.length === 0}
        chart={(widthPx) => <FlowsChart flows={flows} label={text('flows')} widthPx={widthPx} />}
        columns={[`${text('from')} → ${text('flowTo')}`, text('applicationsView')]}
        rows={flows.map(({ from, to, count }) => [`${flowWord(from)} → ${flowWord(to)}`, formatNumber(count)])}
      />
      <ChartFrame
        title={text('perWeek')}
        basis={textCount('applications', applied)}
        name="weeks"
        empty={applied === 0}
        chart={(widthPx) => <WeeksChart weeks={weeks} label={text('perWeek')} now={now} widthPx={widthPx} />}
        columns={[text('weekOf'), text('applicationsView')]}
        rows={weeks.map(({ monday, count }) => [formatDay(monday, now, false, false), formatNumber(count)])}
      />
      <Responses by="company" paths={paths} />
      <Responses by="source" paths={paths} />
    </>
  );
}
