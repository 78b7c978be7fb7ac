import process from 'node:process';
import { parseArgs } from 'node:util';
import { BACKEND_PARTS, measureBackend, type BackendPart } from './bench/backend.ts';
import { printFigures } from './bench/figures.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '8' },
    help: { type: 'boolean', default: false },
  },
});
const [rows, seconds] = [Number(values.rows), Number(values.seconds)];
const parts = (positionals.length > 0 ? positionals : [...BACKEND_PARTS]) as BackendPart[];

if (values.help || parts.some((part) => !BACKEND_PARTS.includes(part)) || !(rows >= 20_000) || !(seconds >= 1)) {
  console.log(`npm run bench:backend [-- PART ...] [-- --rows N] [--seconds N]

Starts a PostgreSQL and a server of its own below the temporary folder, loads 1,000,000 applications of 2,000 users
(about 5 GB there while it runs), measures, and takes everything away again.
Parts: ${BACKEND_PARTS.join(', ')} (all, when none is named).

  --rows N     so many applications instead; 50000 for a short run, 20000 at least
  --seconds N  how long each rate is measured (8)

Each figure stands beside what it is compared with in the same run; the last column is the ratio. Rates beside pgbench
need it installed (Debian: postgresql-contrib), the export beside psql too (postgresql-client). On a machine where other
programs run, believe the ratios and the CPU, not the rates.`);
  process.exit(values.help ? 0 : 1);
}
printFigures(`Backend, ${rows.toLocaleString('en')} rows`, await measureBackend({ rows, seconds, parts }));
