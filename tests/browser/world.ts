import { Client } from 'pg';
import { createTestDatabase } from '../../backend/testing/test-database.ts';
import { createServerProcess, type Server } from '../server-process.ts';
import { type Chromium, createProfile, launchChromium } from './chromium.ts';
import { type PageServer, servePages } from './pages.ts';

/** A server on a database of its own. */
export interface Backend {
  server: Server;
  /** Asks the database as its owner, past row-level security. */
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** A backend, a browser with the extension that may talk to it, and the only pages it can see. */
export interface World extends Backend {
  pages: PageServer;
  chromium: Chromium;
  close(): Promise<void>;
}

/**
 * Opens one thing after the other; `close` takes them down again from the last to the first, as does a failure on the way. What can't be taken
 * down keeps none of the others up.
 */
export async function openAll<T>(open: (closing: (() => unknown)[]) => Promise<T>): Promise<T & { close(): Promise<void> }> {
  const closing: (() => unknown)[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const step of closing.splice(0).toReversed()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    return { ...(await open(closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `registration`: who may make an account, as the server's `REGISTRATION` says it; everybody where it is left out. */
export async function openBackend(closing: (() => unknown)[], registration?: 'invite'): Promise<Backend> {
  const database = await createTestDatabase();
  closing.push(database.drop);
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  closing.push(() => owner.end());
  const server = await createServerProcess(database.ownerUrl, registration && { registration });
  closing.push(server.stop);
  await server.start();
  return { server, query: async (sql, values) => (await owner.query(sql, values)).rows };
}

export function openWorld({ registration, ...options }: { dark?: boolean; registration?: 'invite' } = {}): Promise<World> {
  return openAll(async (closing) => {
    const backend = await openBackend(closing, registration);
    const pages = await servePages();
    closing.push(pages.close);
    const profile = createProfile();
    closing.push(profile.remove);
    const chromium = await launchChromium(profile, { grant: 'http://127.0.0.1/*', ...options });
    closing.push(chromium.close);
    await pages.attach(chromium.context);
    return { ...backend, pages, chromium };
  });
}

/** What holds while nobody answers at the server's address needs no request. The server is back when this resolves, also on failure. */
export async function withoutServer(server: Server, work: () => Promise<void>): Promise<void> {
  await server.terminate();
  try {
    await work();
  } finally {
    await server.start();
  }
}
