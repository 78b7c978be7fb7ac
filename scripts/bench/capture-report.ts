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
import type { Measured, ReadPage, Times } from './capture-pages.ts';
import { type Answer, readLabels, score, summary } from './capture-score.ts';
import { type Figure, percentile, printFigures } from './figures.ts';

/** Median and 95th percentile over the pages, beside Defuddle on the pages where it answers. */
export function printTimes(measured: readonly Measured[]): void {
  const peers = measured.flatMap(({ peer }) => ('failed' in peer ? [] : [peer]));
  const row = (what: string, share: number, ours: Times[], theirs: Times[], clock: keyof Times): Figure => {
    const [a, b] = [ours, theirs].map((times) =>
      percentile(
        times.map((time) => time[clock]),
        share,
      ),
    );
    return { what, ours: `${(a ?? 0).toFixed(1)} ms`, beside: `Defuddle ${(b ?? 0).toFixed(1)} ms`, ratio: (a ?? 0) / (b ?? 1) };
  };
  const figures: Figure[] = [];
  for (const [when, name] of [
    ['first', 'first run in a page, as after a click'],
    ['again', 'further runs, everything warm'],
  ] as const)
    for (const clock of ['wall', 'thread'] as const)
      for (const [share, label] of [
        [0.5, 'median'],
        [0.95, '95th percentile'],
      ] as const)
        figures.push(
          row(
            `${name}, ${label}, ${clock === 'wall' ? 'by the clock' : 'work of the page’s thread'}`,
            share,
            measured.map((one) => one[when]),
            peers.map((one) => one[when]),
            clock,
          ),
        );
  printFigures(`Time per page, ${measured.length} pages (Defuddle failed on ${measured.length - peers.length})`, figures);
}

/** The slowest pages by the first run's work, and where its time went; functions of less than 2 % of a page are left out. */
export function printSlowest(measured: readonly Measured[], count: number): void {
  console.log(`\nThe ${count} slowest pages (first run: work, clock; then the functions that the capture calls, ms)`);
  for (const { page, first, again, functions } of measured.toSorted((a, b) => b.first.thread - a.first.thread).slice(0, count)) {
    const sum = Object.values(functions).reduce((total, ms) => total + ms, 0);
    const parts = Object.entries(functions)
      .toSorted(([, a], [, b]) => b - a)
      .filter(([, ms]) => ms > sum / 50);
    console.log(
      `  ${page.id} (${(page.html.length / 1000).toFixed(0)} kB): ${first.thread.toFixed(0)}, ${first.wall.toFixed(0)}, warm ${again.thread.toFixed(0)} | ${parts.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ')}`,
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
    measured.map((one) => ({ id: one.page.id, posting: pick(one).one ? pick(one).posting : null, ms: one.first.wall }));
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
