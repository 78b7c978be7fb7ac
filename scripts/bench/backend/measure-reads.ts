import type { ApplicationPage } from '../../../contract/index.ts';
import { type Figure, percentile } from '../figures.ts';
import { askWell } from './ask.ts';
import type { Installation } from './installation.ts';

/** The user whose 10,000 rows are read: in a table of little else, and in the full one. */
export const READER = 1;
export const READER_ROWS = 10_000;

const ms = (number: number): string => `${number.toFixed(1)} ms`;

/** Asks both servers in turn, so that whatever else the machine does falls on both. */
async function inTurn(requests: (() => Promise<{ ms: number }>)[], rounds: number): Promise<number[][]> {
  const times: number[][] = requests.map(() => []);
  for (let round = 0; round < rounds + 5; round += 1) {
    for (const [index, request] of requests.entries()) {
      const answer = await request();
      if (round >= 5) times[index]?.push(answer.ms);
    }
  }
  return times;
}

function compared(what: string, [small = [], large = []]: number[][], bar: string): Figure {
  const [ofSmall, ofLarge] = [percentile(small, 0.5), percentile(large, 0.5)];
  return {
    what: `${what}, p50 / p95`,
    ours: `${ofLarge.toFixed(1)} / ${ms(percentile(large, 0.95))}`,
    beside: `small table ${ofSmall.toFixed(1)} / ${ms(percentile(small, 0.95))}; ${bar}`,
    ratio: ofLarge / ofSmall,
  };
}

/** The page token that follows `depth` rows in the list's usual order. */
async function tokenAt({ server }: Installation, token: string, depth: number): Promise<string> {
  let after = '';
  for (let read = 0; read < depth; read += 200) {
    const { text } = await askWell(`${server.url}/api/applications?limit=200${after}`, token);
    after = `&after=${encodeURIComponent((JSON.parse(text) as ApplicationPage).after ?? '')}`;
  }
  return after;
}

/** List, get, changes, keyset and search of one user of 10,000 rows, each beside the same in a table that holds nothing else. */
export async function measureReads(small: Installation, large: Installation, rounds: number): Promise<Figure[]> {
  const both = [small, large];
  const tokens = both.map(({ tokenOf }) => tokenOf(READER));
  const asks = (path: (index: number) => string) =>
    both.map(
      ({ server }, index) =>
        () =>
          askWell(`${server.url}${path(index)}`, tokens[index] ?? ''),
    );
  const ids = await Promise.all(
    both.map(async ({ server }, index) => {
      const { text } = await askWell(`${server.url}/api/applications?limit=1`, tokens[index] ?? '');
      return (JSON.parse(text) as ApplicationPage).items[0]?.id ?? '';
    }),
  );
  const figures: Figure[] = [];
  for (const [what, path] of [
    ['list of 50', () => '/api/applications?limit=50'],
    ['list of 50 by company', () => '/api/applications?limit=50&sort=company'],
    ['list of 50 of one stage', () => '/api/applications?limit=50&stage=interviewing'],
    ['get', (index: number) => `/api/applications/${ids[index]}`],
    ['changes, the newest 50', () => `/api/changes?after=${READER_ROWS - 50}&limit=50`],
    ['changes, none', () => `/api/changes?after=${READER_ROWS}`],
  ] as const) {
    figures.push(compared(what, await inTurn(asks(path), rounds), 'bar: 1.2'));
  }

  const deep = await tokenAt(large, tokens[1] ?? '', READER_ROWS - 200);
  const pages = await inTurn(
    ['', deep].map((after) => () => askWell(`${large.server.url}/api/applications?limit=5${after}`, tokens[1] ?? '')),
    rounds,
  );
  figures.push(compared('page 1,960 of 5 beside page 1, full table', pages, 'bar: the same'));

  for (const q of ['company 123', 'engineer', 'copenhagen note', 'nothing-like-it']) {
    const [times = []] = await inTurn(
      [() => askWell(`${large.server.url}/api/applications?limit=50&q=${encodeURIComponent(q)}`, tokens[1] ?? '')],
      Math.ceil(rounds / 4),
    );
    figures.push({
      what: `search "${q}" among 10,000, p50 / p95`,
      ours: `${percentile(times, 0.5).toFixed(1)} / ${ms(percentile(times, 0.95))}`,
      beside: 'bar: 20 ms p95',
    });
  }
  return figures;
}
