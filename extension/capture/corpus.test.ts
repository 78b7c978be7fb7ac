import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { capturePage } from './capture-page.ts';
import { draftToPosting } from './draft-to-posting.ts';
import { isOnePosting } from './verdict.ts';

/** Real pages with labels; their publishers' property, so they are never part of this repository. */
const CORPUS = resolve('../shared/corpus');
const present = existsSync(join(CORPUS, 'manifest.jsonl'));
if (!present) process.stderr.write(`No corpus at ${CORPUS}: what real pages give is not tested.\n`);

interface Score {
  seen: Record<string, number>;
  tally: Record<string, { right: number; wrong: number; missed: number; false: number }>;
}

function score(): Score {
  const lines = readFileSync(join(CORPUS, 'manifest.jsonl'), 'utf8').split('\n').filter(Boolean);
  const captures = lines.map((text) => {
    const { id, url } = JSON.parse(text) as { id: string; url: string | null };
    const { document } = parseHTML(readFileSync(join(CORPUS, 'pages', `${id}.html`), 'utf8'));
    const capture = capturePage(
      { document: document as unknown as Document, url: new URL(url ?? 'https://unknown.example/'), capturedAt: new Date() },
      { datesAreRelativeToCapture: false, budgetMs: 60_000 },
    );
    const posting = isOnePosting(capture.verdict) ? draftToPosting(capture.draft) : null;
    if (posting?.description) posting.description = posting.description.replace(/\[([^\]\n]*)\]\([^()\s]*\)/g, '$1');
    return JSON.stringify({ id, posting });
  });
  const folder = mkdtempSync(join(tmpdir(), 'captures-'));
  try {
    writeFileSync(join(folder, 'captures.jsonl'), captures.join('\n'));
    const out = execFileSync(process.execPath, [
      join(CORPUS, 'score.mjs'),
      join(CORPUS, 'manifest.jsonl'),
      join(folder, 'captures.jsonl'),
      '--json',
    ]);
    return JSON.parse(out.toString('utf8')) as Score;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!present)('capturePage, over real saved pages', () => {
  it(
    'keeps what was reached: 95 % of stated fields, 98 % of answers, every posting recognised, every other page left alone',
    { timeout: 300_000 },
    () => {
      const { seen, tally } = score();
      const sum = { right: 0, wrong: 0, missed: 0, false: 0 };
      for (const field of Object.values(tally)) for (const key of ['right', 'wrong', 'missed', 'false'] as const) sum[key] += field[key];
      expect(sum.right / (sum.right + sum.wrong + sum.missed)).toBeGreaterThanOrEqual(0.95);
      expect(sum.right / (sum.right + sum.wrong + sum.false)).toBeGreaterThanOrEqual(0.98);
      expect(seen['recognised']).toBe(seen['postings']);
      expect(seen['rejected']).toBe(seen['negatives']);
      expect((seen['core'] ?? 0) / (seen['postings'] ?? 1)).toBeGreaterThanOrEqual(0.92);
    },
  );
});
