import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReadPosting } from '../../extension/capture/draft-to-posting.ts';
import { CORPUS } from '../../tests/browser/corpus.ts';

/** A capture as the corpus's scorer wants it; posting is null where the page is not one posting. */
export interface Answer {
  id: string;
  posting: Partial<ReadPosting> | null;
  ms?: number;
}

/** A line of the manifest: what is right about a page. */
export type Labels = { id: string } & Record<string, unknown>;

/** The lines of the corpus's manifest. */
export function readLabels(): Labels[] {
  const lines = readFileSync(path.join(CORPUS, 'manifest.jsonl'), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Labels);
}

/** What the corpus's own scorer prints about these answers. */
export function score(answers: readonly Answer[], labels: readonly Labels[], ...flags: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-score-'));
  try {
    const [manifest, captures] = [path.join(folder, 'manifest.jsonl'), path.join(folder, 'captures.jsonl')];
    writeFileSync(manifest, labels.map((line) => `${JSON.stringify(line)}\n`).join(''));
    writeFileSync(captures, answers.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return execFileSync(process.execPath, [path.join(CORPUS, 'score.mjs'), manifest, captures, ...flags], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The last lines of the table: all fields together, and what became of the pages. */
export const summary = (table: string): string =>
  table
    .split('\n')
    .filter((line) => line.startsWith('all ') || line.startsWith('postings recognised'))
    .join('\n');

/** The faults that the scorer names: of page `id`, the fields that are wrong, false or missed. */
export function faultsOf(answers: readonly Answer[], labels: readonly Labels[]): Map<string, Map<string, string>> {
  const faults = new Map<string, Map<string, string>>();
  for (const line of score(answers, labels, '--wrong').split('\n')) {
    const [id, field, verdict] = line.split(' | ');
    if (id === undefined || field === undefined || verdict === undefined) continue;
    const ofPage = faults.get(id) ?? new Map<string, string>();
    faults.set(id, ofPage.set(field, verdict));
  }
  return faults;
}
