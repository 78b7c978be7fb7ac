import { spawnSync } from 'node:child_process';

const [runs = '10000', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
if (!/^\d+$/.test(runs) || !/^\d+$/.test(seed)) {
  console.log(`npm run fuzz:capture [-- RUNS [SEED]]

Damages our own pages RUNS times (10,000 unless told) and reads each. The seed is in the test's name: the same one damages the same way.`);
  process.exit(runs === '--help' ? 0 : 1);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter', 'verbose', 'extension/capture/mutations.test.ts'],
  { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed } },
);
process.exit(status ?? 1);
