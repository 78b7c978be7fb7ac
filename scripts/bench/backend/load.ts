import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Outcome } from './load-process.ts';

/** A load generator in a process of its own, so that neither the server nor the benchmark's own work stands in its way. */
export interface Load {
  run(job: Job): Promise<Outcome>;
  close(): void;
}

export function startLoad(): Load {
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  const gone = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error('the load generator ended'))));
  gone.catch(() => {}); // at the end it is meant to go
  return {
    async run(job) {
      const answer = new Promise<Outcome>((resolve) => child.once('message', (outcome) => resolve(outcome as Outcome)));
      child.send(job);
      return Promise.race([answer, gone]);
    },
    close: () => void child.kill(),
  };
}

/** Requests a second. */
export function rateOf({ answered, seconds }: Outcome): number {
  return answered / seconds;
}

/** Throws for an outcome with any refusal: a figure of replies that failed says nothing. */
export function allAnswered(outcome: Outcome): Outcome {
  if (Object.keys(outcome.refused).length > 0) throw new Error(`the server refused: ${JSON.stringify(outcome.refused)}`);
  return outcome;
}
