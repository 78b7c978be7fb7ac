import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Figure, percentile } from './figures.ts';

/** Milliseconds per page of the corpus in Node (linkedom, parsing included where the command counts it); nothing where the corpus is absent. */
export function measureCapture(): Figure[] {
  const manifest = path.resolve('../shared/corpus/manifest.jsonl');
  if (!existsSync(manifest)) return [{ what: 'capture', ours: 'skipped: no corpus beside the repository' }];
  const lines = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/capture.ts', '--manifest', manifest], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const times = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { ms: number }).ms);
  const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-bench-'));
  writeFileSync(path.join(folder, 'captures.jsonl'), lines);
  const score = execFileSync(
    process.execPath,
    [path.join(path.dirname(manifest), 'score.mjs'), manifest, path.join(folder, 'captures.jsonl')],
    { encoding: 'utf8' },
  );
  rmSync(folder, { recursive: true });
  console.log(`\n${score}`);
  return [
    { what: `capture of ${times.length} pages, median`, ours: `${percentile(times, 0.5).toFixed(1)} ms`, beside: 'bar: 15 ms in Chromium' },
    { what: 'capture, 95th percentile', ours: `${percentile(times, 0.95).toFixed(1)} ms`, beside: 'bar: 60 ms in Chromium' },
  ];
}
