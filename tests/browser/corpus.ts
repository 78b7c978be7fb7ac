import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A saved page of the corpus with its labels; the corpus is test data beside the repository and may be absent. */
export interface CorpusPage {
  id: string;
  url: string;
  html: string;
  kind: string;
  rendered: boolean;
  site?: string;
  /** When it was saved, where that is known. */
  capturedAt?: string;
  expected: Record<string, string | number | null> | null;
}

/** Where the corpus is looked for. */
export const CORPUS = process.env['JACKDAW_CORPUS'] ?? path.resolve('../shared/corpus');

export const corpusIsThere = existsSync(path.join(CORPUS, 'manifest.jsonl'));

/** Every page of the corpus, in the manifest's order; none where the corpus is absent. */
export function readCorpus(): CorpusPage[] {
  if (!corpusIsThere) return [];
  const lines = readFileSync(path.join(CORPUS, 'manifest.jsonl'), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const page = JSON.parse(line) as Omit<CorpusPage, 'url'> & { url: string | null };
    return {
      ...page,
      url: page.url ?? 'https://unknown.example/',
      html: readFileSync(path.join(CORPUS, 'pages', `${page.id}.html`), 'utf8'),
    };
  });
}
