import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Starts a site: a place whose markup Jackdaw knows.

  npm run new:site -- NAME --host HOST

  NAME         kebab-case, as the site is called: acme-jobs
  --host HOST  where its postings stand: jobs.acme.com; "*." in front adds subdomains, ".*" at the end every country
  --help

Writes extension/capture/sites/NAME.ts with a page of ours and what should be read from it in fixtures/, and adds its
line to index.ts. Everything passes from the start: then make the page look like the site's, and the file read it.`;

const SITES_FOLDER = fileURLToPath(new URL('../extension/capture/sites/', import.meta.url));

/** What went wrong with what the person asked for; printed without a stack. */
class Refused extends Error {}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());

const siteFile = (name: string, host: string): string => `import type { Site } from './site.ts';

/** What it is, and which of its pages these selectors were seen on. */
export const ${camelCase(name)}: Site = {
  name: '${name}',
  hosts: ['${host}'],
  // The number or slug that stays when the same posting is reached another way; null for lists and forms.
  postingId: ({ pathname }) => pathname.match(/\\/jobs\\/(\\d+)(?:\\/|$)/)?.[1],
  selectors: {
    title: ['[data-example="title"]'],
    company: ['[data-example="company"]'],
    description: ['[data-example="description"]'],
  },
};
`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Lighthouse Keeper - Northern Lights Board</title>
</head>
<body>
<div role="dialog"><p>We use cookies to measure visits.</p><button>Accept</button></div>
<main>
<h1 data-example="title">Lighthouse Keeper</h1>
<p data-example="company">Northern Lights Board</p>
<a href="#apply">Apply now</a>
<div data-example="description">
<p>You keep the lamp lit and the log honest, and you like both storms and paperwork.</p>
<h2>Responsibilities</h2>
<ul><li>Clean the lens every morning</li><li>Report the weather four times a day</li></ul>
<h2>Requirements</h2>
<ul><li>Steady hands and a head for heights</li><li>Two years of experience with engines</li></ul>
<p>We look forward to your letter, by post or by boat.</p>
</div>
</main>
<aside><h2>Similar jobs</h2><p>Harbour Pilot</p><p>$90,000 a year</p></aside>
</body>
</html>
`;

const expectation = (name: string, host: string): string =>
  `${JSON.stringify(
    {
      url: `https://${host.replace(/^\*\./, '').replace(/\.\*$/, '.com')}/jobs/12345`,
      site: name,
      kind: 'posting',
      unverified: true,
      notes: 'Say which trap this page holds.',
      expected: {
        title: 'Lighthouse Keeper',
        company: 'Northern Lights Board',
        descriptionHas: ['You keep the lamp lit', 'by post or by boat.'],
      },
      absent: ['salary'],
    },
    null,
    2,
  )}\n`;

/** The list with one more site, in alphabetical order of names. */
function withSite(index: string, name: string): string {
  const lines = index.split('\n');
  const insert = (line: string, isOne: (line: string) => boolean): void => {
    const last = lines.findLastIndex(isOne);
    const after = lines.findIndex((other) => isOne(other) && other.slice(other.lastIndexOf('./')) > line.slice(line.lastIndexOf('./')));
    lines.splice(after === -1 ? last + 1 : after, 0, line);
  };
  insert(`import { ${camelCase(name)} } from './${name}.ts';`, (line) => /^import \{ \w+ \} from '\.\//.test(line));
  // The entries follow the imports, whose paths are the names; camelCase would sort otherwise.
  const names = lines.flatMap((line) => line.match(/^import \{ (\w+) \} from '\.\//)?.[1] ?? []);
  const from = lines.findIndex((line) => line.startsWith('export const SITES'));
  const to = lines.indexOf('];', from);
  if (from === -1 || to === -1) throw new Refused('index.ts has no list of sites where one was expected.');
  lines.splice(from + 1, to - from - 1, ...names.map((site) => `  ${site},`));
  return lines.join('\n');
}

/** Writes a site's file, its fixture and its line in the list; refuses a name that exists or isn't kebab-case, and then writes nothing. */
export function scaffoldSite(name: string, host: string, folder: string = SITES_FOLDER): string[] {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) throw new Refused(`"${name}" is not kebab-case, like acme-jobs.`);
  if (!/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:\*|[a-z]{2,})$/.test(host))
    throw new Refused(`"${host}" is not a host, like jobs.acme.com.`);
  const paths = [join(folder, `${name}.ts`), join(folder, 'fixtures', `${name}-page.html`), join(folder, 'fixtures', `${name}-page.json`)];
  const existing = paths.find((path) => existsSync(path));
  if (existing) throw new Refused(`There is a site "${name}" already: ${existing}`);
  const index = join(folder, 'index.ts');
  const list = withSite(readFileSync(index, 'utf8'), name);
  mkdirSync(join(folder, 'fixtures'), { recursive: true });
  const [site = '', page = '', json = ''] = paths;
  writeFileSync(site, siteFile(name, host));
  writeFileSync(page, PAGE);
  writeFileSync(json, expectation(name, host));
  writeFileSync(index, list);
  return [...paths, index];
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { host: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return console.log(HELP);
  const [name, ...rest] = positionals;
  if (!name || rest.length > 0 || !values.host) throw new Refused(`A name and --host are needed.\n\n${HELP}`);
  for (const path of scaffoldSite(name, values.host)) console.log(path);
  console.log('\nNext: npx vitest run --project unit extension/capture/sites');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    const known =
      error instanceof Refused || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    console.error(known ? error.message : error);
    process.exitCode = 1;
  }
}
