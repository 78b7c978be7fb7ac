import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

/** Scripts for the page that can be asked for as `entry`. */
export const IN_PAGE = {
  engine: fileURLToPath(new URL('./in-page/engine.ts', import.meta.url)),
  defuddle: fileURLToPath(new URL('./in-page/defuddle.ts', import.meta.url)),
};
const CAPTURE = path.resolve('extension/capture');
const CAPTURE_PAGE = path.join(CAPTURE, 'capture-page.ts');

export interface BundleOptions {
  /** What to bundle; the engine with `jackdawEngine.run` unless told. */
  entry?: string;
  minify?: boolean;
  /** False: no site's file takes part, only what holds for every page. */
  sites?: boolean;
  /** Keeps what went into the ranking as `jackdawFindings`, all findings of the last capture. */
  findings?: boolean;
  /** Adds up the time of each function that `capturePage` calls, in ms, as `jackdawTimes`. */
  times?: boolean;
}

/** Names that a module of the engine gives away at run time. */
const exportsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map((match) => match[1] ?? '');

/** Leaves the engine's files as they are, and puts ours between them where a measurement needs it. */
const between = ({ sites = true, findings = false, times = false }: BundleOptions): Plugin => ({
  name: 'between-engine-files',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!source.startsWith('.') || importer === undefined) return null;
    const file = path.resolve(path.dirname(importer), source);
    if (!file.startsWith(CAPTURE)) return null;
    if (findings && importer === CAPTURE_PAGE && file.endsWith('/rank.ts')) return `\0findings:${file}`;
    if (times && importer === CAPTURE_PAGE) return `\0times:${file}`;
    return null;
  },
  load(id) {
    if (!sites && id === path.join(CAPTURE, 'sites/index.ts'))
      return 'export const SITES = [];\nexport const siteOf = () => undefined;\nexport const siteNamed = () => undefined;\n';
    if (id.startsWith('\0findings:'))
      return `import { rank as real } from ${JSON.stringify(id.slice(10))};
export const rank = (findings) => real((globalThis.jackdawFindings = [...findings]));`;
    if (!id.startsWith('\0times:')) return null;
    const file = id.slice(7);
    const lines = exportsOf(file).map((name) => `export const ${name} = timed(${JSON.stringify(name)}, real.${name});`);
    return `import * as real from ${JSON.stringify(file)};
const times = (globalThis.jackdawTimes ??= {});
const add = (name, started) => { times[name] = (times[name] ?? 0) + performance.now() - started; };
function timed(name, original) {
  if (typeof original !== 'function') return original;
  return (...args) => {
    const started = performance.now();
    const answer = original(...args);
    add(name, started);
    if (typeof answer?.next !== 'function') return answer;
    return { [Symbol.iterator]() { return this; }, next() {
      const again = performance.now();
      try { return answer.next(); } finally { add(name, again); }
    } };
  };
}
${lines.join('\n')}`;
  },
});

/** The capture engine as one script that can be evaluated in a page; not through the extension, so that a test may see inside. */
export async function bundleEngine(options: BundleOptions = {}): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [between(options)],
    build: {
      write: false,
      target: 'es2022',
      minify: options.minify ?? false,
      modulePreload: false,
      rolldownOptions: { input: options.entry ?? IN_PAGE.engine, output: { format: 'iife', name: 'jackdawBundle' } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs) if ('output' in output) for (const chunk of output.output) if (chunk.type === 'chunk') return chunk.code;
  throw new Error('Vite gave no script');
}
