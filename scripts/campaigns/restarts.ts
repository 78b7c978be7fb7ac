import { setTimeout as sleep } from 'node:timers/promises';
import { startInstallation, type Installation } from '../bench/backend/installation.ts';
import { describeStatuses, type Report } from './report.ts';
import { findMissing, startSavers } from './savers.ts';

export interface RestartOptions {
  times: number;
  perSecond: number;
  /** Time under load between two restarts. */
  betweenMs: number;
}

/** Ends something under the load and brings it back; resolves with what was wrong about how it ended, or nothing. */
type Restart = (installation: Installation) => Promise<string | undefined>;

async function terminate({ server }: Installation): Promise<string | undefined> {
  const code = await server.terminate();
  await server.start();
  return code === 0 ? undefined : `told to stop, the server ended with ${code}`;
}

async function kill({ server }: Installation): Promise<undefined> {
  await server.kill();
  await server.start();
}

const RESTARTS = {
  'database-restarts': (installation) => installation.restartPostgres().then(() => undefined),
  'server-stops': terminate,
  'server-kills': kill,
} as const satisfies Record<string, Restart>;
export type RestartName = keyof typeof RESTARTS;
export const RESTART_NAMES = Object.keys(RESTARTS) as RestartName[];

/** Once it is back, people may wait so long for a save to succeed. */
const RECOVERY_MS = 5000;

/**
 * People save while something is ended under them again and again. Every save that was acknowledged must be there at the end, with its
 * event and snapshot; nobody may be told that he is signed out; no fault may show as a bug (500).
 */
export async function runRestarts(name: RestartName, { times, perSecond, betweenMs }: RestartOptions): Promise<Report> {
  const restart: Restart = RESTARTS[name];
  const installation = await startInstallation();
  const broken: string[] = [];
  const recoveries: number[] = [];
  try {
    const savers = await startSavers(installation, perSecond);
    await savers.nextAcknowledged();
    for (let round = 0; round < times; round += 1) {
      await sleep(betweenMs);
      const wrong = await restart(installation);
      if (wrong !== undefined) broken.push(wrong);
      const backAt = performance.now();
      await savers.nextAcknowledged();
      recoveries.push(performance.now() - backAt);
    }
    await savers.stop();
    const missing = await findMissing(installation, savers.acknowledged);
    const { statuses } = savers;
    if (missing.length > 0) broken.push(`${missing.length} acknowledged saves are missing`);
    if (statuses['401']) broken.push(`${statuses['401']} times a token was refused`);
    if (statuses['500']) broken.push(`${statuses['500']} times it was called a bug`);
    const slowest = Math.max(...recoveries);
    return {
      broken,
      lines: [
        `${name}: ${times} times under ${perSecond} saves a second`,
        `acknowledged ${savers.acknowledged.length}, missing ${missing.length}; ${describeStatuses(statuses)}`,
        `from back again to the next acknowledged save: ${slowest.toFixed(0)} ms at most (bar: ${RECOVERY_MS})`,
      ],
    };
  } finally {
    await installation.stop();
  }
}
