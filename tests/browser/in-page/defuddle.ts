import Defuddle from 'defuddle';

/** Reads the page with Defuddle, which the benchmark compares with; its answer's sizes and the time it took. */
function run(url: string): { ms: number; title: string; words: number } {
  const started = performance.now();
  const { title, wordCount } = new Defuddle(document, { url }).parse();
  return { ms: performance.now() - started, title, words: wordCount };
}

Object.assign(globalThis, { jackdawPeer: { run } });
