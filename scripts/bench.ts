import { BACKEND_PARTS, measureBackend } from './bench/backend.ts';
import { measureBundle } from './bench/bundle.ts';
import { measureCapture } from './bench/capture.ts';
import { type Figure, printFigures } from './bench/figures.ts';
import { measurePopup } from './bench/popup.ts';

const PARTS: Record<string, { title: string; measure: () => Figure[] | Promise<Figure[]> }> = {
  backend: {
    title: 'Backend at 50,000 rows, beside pgbench and psql on the same PostgreSQL (npm run bench:backend: at 1,000,000)',
    measure: () => measureBackend({ rows: 50_000, seconds: 4, parts: BACKEND_PARTS }),
  },
  capture: { title: 'Capture', measure: measureCapture },
  popup: { title: 'Popup, in real Chromium', measure: measurePopup },
  bundle: { title: 'Bundle', measure: measureBundle },
};

const asked = process.argv.slice(2);
if (asked.includes('--help') || asked.some((part) => !(part in PARTS))) {
  console.log(`npm run bench [-- PART ...]

Prints figures, each beside what it is compared with in the same run; the last column is the ratio.
Parts: ${Object.keys(PARTS).join(', ')} (all, when none is named).

The popup needs CHROMIUM_PATH and a built extension (npm run build); the backend part compares with pgbench
and psql where they are installed (Debian: postgresql-client, postgresql-contrib).`);
  process.exit(asked.includes('--help') ? 0 : 1);
}
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const { title, measure } = PARTS[part] ?? { title: part, measure: () => [] };
  printFigures(title, await measure());
}
