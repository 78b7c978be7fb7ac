import { CONFIDENCE } from '../../extension/capture/confidence-table.ts';
import {
  answersLeavingSitesOut,
  calibrate,
  estimate,
  judge,
  measure,
  NOW,
  rerank,
  unknownReaders,
  writeTable,
} from './capture-confidence.ts';
import type { Measured, ReadPage } from './capture-pages.ts';
import type { PageTimes } from './capture-times.ts';
import { type Answer, readLabels, score, summary } from './capture-score.ts';
import { type Figure, percentile, printFigures } from './figures.ts';

const BARS = { median: 15, p95: 60 };

/** Median and 95th percentile over the pages, beside Defuddle on the pages where it answers. */
export function printTimes(times: readonly PageTimes[]): void {
  const peers = times.flatMap(({ peer }) => ('failed' in peer ? [] : [peer]));
  const row = (what: string, share: number, ours: number[], theirs: number[]): Figure => {
    const [a, b] = [percentile(ours, share), percentile(theirs, share)];
    return { what, ours: `${a.toFixed(1)} ms`, beside: `Defuddle ${b.toFixed(1)} ms`, ratio: a / b };
  };
  const CLOCKS = [
    ['whole', 'question to answer, by the clock'],
    ['worked', 'work, in the page and where it is read'],
    ['blocked', 'work of the page’s own thread: so long it stands still'],
  ] as const;
  for (const [when, name] of [
    ['first', 'First reading of a page, as after a click'],
    ['again', 'Further readings, everything warm'],
  ] as const) {
    const figures = CLOCKS.flatMap(([clock, label]) =>
      ([0.5, 0.95] as const).map((share) =>
        row(
          `${label}, ${share === 0.5 ? 'median' : '95th percentile'}`,
          share,
          times.map(({ ours }) => ours[when][clock]),
          peers.map((peer) => peer[when][clock]),
        ),
      ),
    );
    printFigures(`${name}: ${times.length} pages, Defuddle failed on ${times.length - peers.length}`, figures);
    const read = times.map(({ ours }) => ours[when].whole - ours[when].copied);
    console.log(
      `  of ours by the clock, reading the copy: median ${percentile(read, 0.5).toFixed(1)} ms, p95 ${percentile(read, 0.95).toFixed(1)} ms`,
    );
    const whole = times.map(({ ours }) => ours[when].whole);
    const [median, p95] = [percentile(whole, 0.5), percentile(whole, 0.95)];
    console.log(
      `  bars: median < ${BARS.median} ms ${median < BARS.median ? 'held' : 'MISSED'}, 95th percentile < ${BARS.p95} ms ${p95 < BARS.p95 ? 'held' : 'MISSED'}`,
    );
    const faster = times.filter(({ ours, peer }) => !('failed' in peer) && ours[when].whole < peer[when].whole).length;
    console.log(`  faster than Defuddle on ${faster} of ${peers.length} pages`);
  }
}

/** The slowest pages by the first reading, and where its time went; functions of less than 2 % of a page are left out. */
export function printSlowest(times: readonly PageTimes[], measured: readonly Measured[], count: number): void {
  console.log(`\nThe ${count} slowest pages (first: whole, copied, blocked; then the functions that one capture calls in one go, ms)`);
  const byId = new Map(measured.map((one) => [one.page.id, one]));
  for (const { id, ours } of times.toSorted((a, b) => b.ours.first.whole - a.ours.first.whole).slice(0, count)) {
    const { page, functions } = byId.get(id) ?? { page: { html: '' }, functions: {} };
    const sum = Object.values(functions).reduce((total, ms) => total + ms, 0);
    const parts = Object.entries(functions)
      .toSorted(([, a], [, b]) => b - a)
      .filter(([, ms]) => ms > sum / 50);
    console.log(
      `  ${id} (${(page.html.length / 1000).toFixed(0)} kB): ${ours.first.whole.toFixed(0)}, ${ours.first.copied.toFixed(0)}, ${ours.first.blocked.toFixed(0)}, warm ${ours.again.whole.toFixed(0)} | ${parts.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ')}`,
    );
  }
  const totals = new Map<string, number>();
  for (const { functions } of measured) for (const [name, ms] of Object.entries(functions)) totals.set(name, (totals.get(name) ?? 0) + ms);
  const most = [...totals].toSorted(([, a], [, b]) => b - a).slice(0, 15);
  console.log(`  all pages, ms per page: ${most.map(([name, ms]) => `${name} ${(ms / measured.length).toFixed(1)}`).join(', ')}`);
}

const labelsFor = (measured: readonly ReadPage[]) => {
  const ids = new Set(measured.map(({ page }) => page.id));
  return readLabels().filter(({ id }) => ids.has(id));
};

export function printScores(measured: readonly Measured[], wrong: boolean): void {
  const labels = labelsFor(measured);
  const answers = (pick: (one: Measured) => { one: boolean; posting: Answer['posting'] }): Answer[] =>
    measured.map((one) => ({ id: one.page.id, posting: pick(one).one ? pick(one).posting : null }));
  console.log(
    `\nRight answers, everything as shipped\n${score(
      answers((one) => one),
      labels,
      ...(wrong ? ['--wrong'] : []),
    )}`,
  );
  console.log(
    `Without what is known of single sites\n${summary(
      score(
        answers((one) => one.general),
        labels,
      ),
    )}\n`,
  );
  console.log(
    `With every class name, id and data-* value scrambled\n${summary(
      score(
        answers((one) => one.scrambled),
        labels,
      ),
    )}`,
  );
}

/** How often each reader's first answer was right, beside the table as it is; with `write` the table is changed. */
export function printConfidence(measured: readonly ReadPage[], write: boolean): void {
  const judged = judge(measured);
  const estimates = estimate(judged);
  console.log('\nReaders, first answers on postings: right of all, the share to believe (shrunken), and the table now');
  const order = Object.keys(CONFIDENCE);
  for (const { row, field, right, wrong, share } of estimates.toSorted((a, b) => order.indexOf(a.row) - order.indexOf(b.row))) {
    const now = CONFIDENCE[row]?.[field];
    const gap = now === undefined ? '' : Math.abs(now - share) >= 0.1 ? (now > share ? '  too high' : '  too low') : '';
    console.log(
      `  ${row.padEnd(20)} ${field.padEnd(15)} ${`${right} of ${right + wrong}`.padStart(9)}   ${share.toFixed(2)}   ${now?.toFixed(2) ?? 'none'}${gap}`,
    );
  }
  for (const reader of unknownReaders(measured)) console.log(`  ${reader} has no row and is no site: its findings are taken for a site's.`);
  const labels = labelsFor(measured);
  const fresh = measure(measured, judged);
  const under = (name: string, answers: readonly Answer[]) => console.log(`${name}\n${summary(score(answers, labels))}`);
  console.log('\nAnswers by the confidence that the form is told, and how many of them are right');
  for (const { from, right, all } of calibrate(measured))
    if (all > 0)
      console.log(`  from ${from.toFixed(2)}   ${`${right} of ${all}`.padStart(10)}   ${((100 * right) / all).toFixed(1).padStart(5)} %`);
  console.log('\nThe same findings ranked under other tables:');
  under(
    'the table now',
    rerank(measured, () => NOW),
  );
  under('measured, each page by a table its own site had no part in', answersLeavingSitesOut(measured, judged));
  under(
    'measured on these very pages',
    rerank(measured, () => fresh),
  );
  console.log(
    `\nFloors, measured (now): ${Object.entries(fresh.floors)
      .map(([field, floor]) => `${field} ${floor} (${NOW.floors[field as keyof typeof NOW.floors]})`)
      .join(', ')}`,
  );
  if (!write) return;
  writeTable(fresh);
  console.log('\nWritten to extension/capture/confidence-table.ts; format it with: npx oxfmt extension/capture/confidence-table.ts');
}
