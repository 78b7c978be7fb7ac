import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import buildExtension from '../tests/browser/build-extension.ts';
import { corpusIsThere, type CorpusPage, readCorpus } from '../tests/browser/corpus.ts';
import { bundleEngine, IN_PAGE } from '../tests/browser/engine-bundle.ts';
import { type Measured, measurePages } from './bench/capture-pages.ts';
import { readPages } from './bench/capture-readers.ts';
import { printConfidence, printScores, printSlowest, printTimes } from './bench/capture-report.ts';
import { measureTimes, type PageTimes } from './bench/capture-times.ts';
import { printFigures } from './bench/figures.ts';

const HELP = `npm run bench:capture [-- OPTIONS]

Reads saved pages in real Chromium and prints time (the copy in the page, its way to the popup and the reading there, with the files
that ship; beside Defuddle in the same run, on the same pages), size, the share of right answers (with and without what is known of single sites, and with scrambled class names), and how often each reader was right.
Needs CHROMIUM_PATH. The saved pages are not part of the repository (../shared/corpus, or JACKDAW_CORPUS); without them it measures
time and size on the fixtures alone.

  --only TEXT     only pages whose id has TEXT in it
  --times         only time and size
  --slowest N     the N slowest pages, with the time of each function that the capture calls
  --wrong         every wrong, missed and false answer
  --readers       only how often each reader was right, read in linkedom: seconds, and no browser
  --write         puts the measured shares and floors into extension/capture/confidence-table.ts
  --help`;

/** Our own pages, for where there is no corpus; they have no labels. */
function readFixtures(): CorpusPage[] {
  const folder = 'extension/capture/sites/fixtures';
  return readdirSync(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({
      id: file.slice(0, -5),
      url: 'https://unknown.example/',
      html: readFileSync(path.join(folder, file), 'utf8'),
      kind: 'posting',
      rendered: true,
      expected: null,
    }));
}

async function printSizes(): Promise<void> {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const gzipped = (code: string) => gzipSync(code, { level: 9 }).length;
  const ours = await bundleEngine({ entry: path.resolve('extension/content/copy.ts'), minify: true });
  const peer = await bundleEngine({ entry: IN_PAGE.defuddle, minify: true });
  printFigures('Size of what is injected into the page', [
    { what: 'content script, minified', ours: kB(ours.length), beside: `Defuddle ${kB(peer.length)}`, ratio: ours.length / peer.length },
    { what: 'gzip', ours: kB(gzipped(ours)), beside: `Defuddle ${kB(gzipped(peer))}`, ratio: gzipped(ours) / gzipped(peer) },
  ]);
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    times: { type: 'boolean', default: false },
    slowest: { type: 'string' },
    wrong: { type: 'boolean', default: false },
    readers: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function progress(done: number, all: number, what: string): void {
  if (done % 20 === 0) process.stderr.write(`${what} ${done} of ${all} pages\n`);
}

async function run(): Promise<void> {
  if (values.readers) return printConfidence(readPages(readCorpus()), values.write);
  await printSizes();
  if (process.env['CHROMIUM_PATH'] === undefined) {
    console.log('\nCHROMIUM_PATH is not set: nothing is measured in a browser.');
    return;
  }
  if (!corpusIsThere) console.log('\nThere is no corpus of saved pages: times are of the fixtures, and nothing is scored.');
  const pages = (corpusIsThere ? readCorpus() : readFixtures()).filter(({ id }) => id.includes(values.only ?? ''));
  buildExtension();
  const times: PageTimes[] = [];
  for await (const one of measureTimes(pages)) {
    times.push(one);
    progress(times.length, pages.length, 'timed');
  }
  printTimes(times);
  if (values.times || (!corpusIsThere && values.slowest === undefined)) return;
  const measured: Measured[] = [];
  for await (const one of measurePages(pages, values.slowest !== undefined)) {
    measured.push(one);
    progress(measured.length, pages.length, 'read');
  }
  if (values.slowest !== undefined) printSlowest(times, measured, Number(values.slowest));
  if (!corpusIsThere) return;
  printScores(measured, values.wrong);
  printConfidence(measured, values.write);
}

if (values.help) console.log(HELP);
else await run();
