import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Koa from 'koa';
import { parseEnvironment } from './config.ts';
import { createLog } from './http/create-log.ts';
import { StartupProblem } from './postgres/startup-problem.ts';
import { startServer, type RunningServer } from './start-server.ts';

/** Longer than requests and PostgreSQL are given to end (10 and 15 s): then something hangs, and whoever waits for us must not. */
const STOP_DEADLINE_MS = 30_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** What a person does next: where the extension that `npm start` built lies, and how a browser takes it. */
function nextSteps(): string[] {
  const steps = [
    ['dist/chrome', 'Chrome, Edge, Brave: chrome://extensions, "Developer mode" on, "Load unpacked"'],
    ['dist/firefox', 'Firefox: about:debugging#/runtime/this-firefox, "Load Temporary Add-on", its manifest.json'],
  ] as const;
  return steps.filter(([folder]) => existsSync(folder)).map(([folder, how]) => `  ${path.resolve(folder)}\n    ${how}`);
}

async function stopInOrder(server: RunningServer): Promise<boolean> {
  const deadline = setTimeout(() => {
    complain('Jackdaw did not stop in time, and is ended as it is. Nothing that was acknowledged is lost.');
    process.exit(1);
  }, STOP_DEADLINE_MS);
  await server.stop();
  clearTimeout(deadline);
  return true;
}

/** Runs the server until it is told to stop (SIGINT, SIGTERM) or cannot go on. Resolves with the exit code. */
async function run(): Promise<number> {
  const interrupted = new AbortController();
  const told = new Promise<void>((resolve) => interrupted.signal.addEventListener('abort', () => resolve()));
  const interrupt = (): void => {
    // The second time, the person means now: PostgreSQL hears of our end from the kernel.
    if (interrupted.signal.aborted) process.exit(1);
    interrupted.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

  let server: RunningServer;
  try {
    const environment = parseEnvironment(process.env);
    const log = createLog({ level: environment.logLevel });
    server = await startServer({ environment, log, createApp: () => new Koa(), signal: interrupted.signal });
  } catch (error) {
    if (interrupted.signal.aborted) return 0;
    complain(
      error instanceof StartupProblem ? error.message : `Jackdaw cannot start: ${error instanceof Error ? error.stack : String(error)}`,
    );
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
