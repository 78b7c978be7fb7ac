import * as v from 'valibot';
import { Problem } from '../../../contract/index.ts';

export type ServerCheck = 'ok' | 'unreachable' | 'not_jackdaw' | 'unavailable';

const LONGEST_MS = 10_000;

/**
 * Whether a Jackdaw server answers there. It asks for the account without a token, because only our API refuses that in its own
 * words; a page that answers everything with 200, or another program with its own `/healthz`, does not pass.
 */
export async function checkServer(fetch: typeof globalThis.fetch, server: string): Promise<ServerCheck> {
  try {
    const response = await fetch(`${server}/api/me`, {
      headers: { accept: 'application/json, application/problem+json' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    const problem = v.safeParse(Problem, await readJson(response));
    if (problem.success) return response.status === 503 ? 'unavailable' : 'ok';
    return response.status >= 502 && response.status <= 504 ? 'unavailable' : 'not_jackdaw';
  } catch {
    return 'unreachable';
  }
}

async function readJson(response: Response): Promise<unknown> {
  const body = await response.text();
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
