import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.ts';

/** What the server signs tokens with, for a benchmark that issues its own. */
export const SERVER_SECRET = 'only-for-tests-0123456789abcdef0123456789abcdef';

/** The real server as its own process, on the test run's PostgreSQL, at one port it keeps over a restart. */
export interface Server {
  url: string;
  start(): Promise<void>;
  /** SIGTERM, and waits until it has ended. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. It may be started again. */
  terminate(): Promise<number | null>;
  pid(): number;
  output(): string;
}

export async function createServerProcess(databaseUrl: string, { registration = 'open' } = {}): Promise<Server> {
  const port = await freePort();
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'jackdaw-server-'));
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = '';

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return running?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => running.once('exit', resolve));
    running.kill(signal);
    return ended;
  };

  return {
    url,
    output: () => output,
    pid: () => child?.pid ?? 0,
    async start() {
      const started = spawn(process.execPath, ['--import', 'tsx', 'backend/main.ts'], {
        env: {
          ...process.env,
          PORT: String(port),
          HOST: '127.0.0.1',
          DATA_DIR: dataFolder,
          DATABASE_URL: databaseUrl,
          JWT_SECRET: SERVER_SECRET,
          REGISTRATION: registration,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      await new Promise<void>((resolve, reject) => {
        const read = (chunk: Buffer) => {
          output += chunk.toString();
          if (output.includes('Jackdaw is ready')) resolve();
        };
        output = '';
        started.stdout.on('data', read);
        started.stderr.on('data', read);
        started.once('exit', (code) => reject(new Error(`the server ended (${code}): ${output}`)));
      });
    },
    async stop() {
      await end('SIGTERM');
      rmSync(dataFolder, { recursive: true, force: true });
    },
    kill: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
  };
}
