import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseHTML } from 'linkedom';
import { capturePage } from '../extension/capture/capture-page.ts';
import { draftToPosting, type ReadPosting } from '../extension/capture/draft-to-posting.ts';
import { isOnePosting } from '../extension/capture/verdict.ts';
import { scramble } from '../extension/capture/testing/scramble.ts';

const HELP = `Reads postings from saved pages.

  npm run --silent capture -- FILE --url URL [--at INSTANT]   prints the capture of one page as JSON
  npm run --silent capture -- --manifest M.jsonl              reads pages/<id>.html beside M and prints a line
                                                              {"id", "posting", "ms"} per page; posting is null where
                                                              the page is not one posting

  --url URL       the page's address; https://unknown.example/ unless told
  --at INSTANT    when the page was saved, for dates like "2 days ago"; now unless told (in a manifest: its line's
                  "capturedAt", and no relative dates where it has none)
  --general       reads every page as if its site were unknown
  --scramble      replaces every class name and id by a random one first, to see what rests on them
  --help`;

const UNKNOWN = 'https://unknown.example/';

/** What went wrong with what the person asked for; printed without a stack. */
class Refused extends Error {}

function read(path: string): string {
  if (!existsSync(path)) throw new Refused(`There is no file ${path}.`);
  return readFileSync(path, 'utf8');
}

function captureFile(path: string, address: string, at: Date | null, how: { scramble: boolean; general: boolean }) {
  if (!URL.canParse(address)) throw new Refused(`${address} is no address: give one like https://example.com/jobs/1.`);
  const { document } = parseHTML(read(path));
  if (how.scramble) scramble(document);
  const started = performance.now();
  const capture = capturePage(
    { document, url: new URL(address), capturedAt: at ?? new Date() },
    { datesAreRelativeToCapture: at !== null, budgetMs: 10_000, sites: !how.general },
  );
  return { capture, ms: Math.round((performance.now() - started) * 10) / 10 };
}

/** A posting whose description has its links as plain text: labels are made from what a page shows, and an address isn't shown. */
function shown(posting: ReadPosting): ReadPosting {
  return { ...posting, description: posting.description?.replace(/\[([^\]\n]*)\]\([^()\s]*\)/g, '$1') ?? null };
}

function instant(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Refused(`${text} is no instant: give one like 2026-11-22T20:15:00Z.`);
  return date;
}

interface ManifestLine {
  id: string;
  url?: string | null;
  capturedAt?: string;
}

function run(): void {
  const { values, positionals } = parseArgs({
    options: {
      url: { type: 'string' },
      at: { type: 'string' },
      manifest: { type: 'string' },
      scramble: { type: 'boolean', default: false },
      general: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (values.manifest) {
    const folder = join(dirname(values.manifest), 'pages');
    for (const text of read(values.manifest)
      .split('\n')
      .filter((row) => row.trim())) {
      const line = JSON.parse(text) as ManifestLine;
      const { capture, ms } = captureFile(join(folder, `${line.id}.html`), line.url ?? UNKNOWN, instant(line.capturedAt), values);
      console.log(
        JSON.stringify({ id: line.id, posting: isOnePosting(capture.verdict) ? shown(draftToPosting(capture.draft)) : null, ms }),
      );
    }
    return;
  }
  const [file] = positionals;
  if (!file) throw new Refused(`Name a saved page.\n\n${HELP}`);
  const { capture } = captureFile(file, values.url ?? UNKNOWN, instant(values.at) ?? new Date(), values);
  console.log(JSON.stringify(capture, null, 2));
}

try {
  run();
} catch (error) {
  const known =
    error instanceof Refused || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
