import { expect, it } from 'vitest';
import { runGeneratedRequests } from './generated-requests.ts';
import { runReplicas } from './replicas.ts';
import { RESTART_NAMES, runRestarts } from './restarts.ts';

// Short versions: npm run campaign has the long ones. Each starts a server of its own, on a machine that may be busy.
const PATIENCE_MS = 240_000;

it.each(RESTART_NAMES)(
  '%s lose no acknowledged save, and sign nobody out',
  async (name) => {
    const { broken, lines } = await runRestarts(name, { times: 2, perSecond: 20, betweenMs: 300 });
    expect(broken, lines.join('\n')).toEqual([]);
  },
  PATIENCE_MS,
);

it(
  '400 generated requests find no fault of the server, and no reply that the contract does not know',
  async () => {
    const { broken } = await runGeneratedRequests({ count: 400, seed: 2 });
    expect(broken).toEqual([]);
  },
  PATIENCE_MS,
);

it(
  'four replicas start at once on an empty database',
  async () => {
    const { broken } = await runReplicas(1);
    expect(broken).toEqual([]);
  },
  PATIENCE_MS,
);
