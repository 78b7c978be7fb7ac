import type { Application } from '../../../contract/index.ts';
import { buildApplication as build } from '../../testing/build-application.ts';

type Parts = Parameters<typeof build>[0];

let made = 0;

/** An application that is a minute older than the one built before it, as a list of the newest first has them. */
export function buildApplication(parts: Parts = {}): Application {
  made += 1;
  const createdAt = new Date(Date.UTC(2026, 10, 22) - made * 60_000).toISOString();
  return build({ createdAt, ...parts, posting: { title: `Posting ${made}`, company: 'Employer', ...parts.posting } });
}
