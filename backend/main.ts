import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { DatabaseError } from 'pg';
import { createApp } from './app.ts';
import { readWebFiles } from './web/read-web-files.ts';
import { parseEnvironment } from './config.ts';
import { createLog } from './http/create-log.ts';
import { StartupProblem } from './postgres/startup-problem.ts';
import { startServer, type RunningServer } from './start-server.ts';

/** Longer than requests and PostgreSQL are given to end (10 and 15 s): then something hangs, and whoever waits for us must not. */
const STOP_DEADLINE_MS = 30_000;

/** Two signals closer than this are one. */
const SAME_SIGNAL_MS = 1000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** One line for what the system or the database refused; a stack for anything else, which is a bug. */
function explain(error: unknown): string {
  if (error instanceof StartupProblem) return error.message;
  if (!(error instanceof Error)) return `Jackdaw cannot start: ${String(error)}`;
  // Knex puts the statement before the database's words.
  if (error instanceof DatabaseError)
    return `Jackdaw cannot start: the database says "${error.message.split(' - ').at(-1)}" (${error.code}).`;
  return `Jackdaw cannot start: ${'syscall' in error ? error.message : error.stack}`;
}

/** What a person does next: where the extension that `npm start` built lies, and how a browser takes it. */
function nextSteps(): string[] {
  const steps = [
    ['dist/chrome', 'Chrome, Edge, Brave: chrome://extensions, "Developer mode" on, "Load unpacked"'],
    ['dist/firefox', 'Firefox: about:debugging#/runtime/this-firefox, "Load Temporary Add-on", its manifest.json'],
  ] as const;
  return steps.filter(([folder]) => existsSync(folder)).map(([folder, how]) => `  ${path.resolve(folder)}\n    ${how}`);
}

async function stopInOrder(server: RunningServer): Promise<void> {
  const deadline = setTimeout(() => {
    complain('Jackdaw did not stop in time, and is ended as it is. Nothing that was acknowledged is lost.');
    process.exit(1);
  }, STOP_DEADLINE_MS);
  await server.stop();
  clearTimeout(deadline);
}

/** Runs the server until it is told to stop (SIGINT, SIGTERM) or cannot go on. Resolves with the exit code. */
async function run(): Promise<number> {
  const interrupted = new AbortController();
  const told = new Promise<void>((resolve) => interrupted.signal.addEventListener('abort', () => resolve()));
  let interruptedAt = 0;
  const interrupt = (): void => {
    // Ctrl-C below npm arrives twice: from the terminal, and handed on by npm. Later, a second one means now: PostgreSQL hears of our
    // end from the kernel.
    if (interrupted.signal.aborted && Date.now() - interruptedAt > SAME_SIGNAL_MS) process.exit(1);
    interruptedAt ||= Date.now();
    interrupted.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

  let server: RunningServer;
  try {
    const environment = parseEnvironment(process.env);
    const log = createLog({ level: environment.logLevel });
    const web = readWebFiles(path.join(import.meta.dirname, '../dist/web'));
    server = await startServer({ environment, log, createApp: (parts) => createApp({ ...parts, web }), signal: interrupted.signal });
  } catch (error) {
    if (interrupted.signal.aborted) return 0;
    complain(explain(error));
    return 1;
  }
  for (const note of server.notes) say(note);
  say(`Jackdaw is ready at ${server.url}`);
  const steps = nextSteps();
  if (steps.length > 0) say(['The extension, to load in a browser:', ...steps].join('\n'));

  const reason = await Promise.race([told, server.lost]);
  await stopInOrder(server);
  if (reason === undefined) return 0;
  complain(`Jackdaw stopped: ${reason}`);
  return 1;
}

// A pooled socket or a timer of a library must not keep a server alive that has stopped.
process.exit(await run());
