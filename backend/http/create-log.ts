import process from 'node:process';
import { pino, type DestinationStream, type Logger } from 'pino';
import { bufferedOutput } from './buffered-output.ts';

/** Wherever one of these names appears, up to three objects deep. Bodies and query strings are never logged to begin with: this is the second fence. */
const SECRETS = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'passwordHash',
  'accessToken',
  'refreshToken',
  'token',
  'secret',
  'invite',
]);
const OBJECTS_DEEP = 3;

/**
 * `object` with secrets blotted out; itself where it holds none. (Pino's own paths are all looked up in every line: ten names three deep
 * took longer than the rest of it.) What an error tells is chosen by `presentError`.
 */
function withoutSecrets(object: Record<string, unknown>, deep = 1): Record<string, unknown> {
  let blotted: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(object)) {
    const isSecret = SECRETS.has(name);
    if (!isSecret && (typeof value !== 'object' || value === null || value instanceof Error || deep === OBJECTS_DEEP)) continue;
    const shown = isSecret ? '[redacted]' : withoutSecrets(value as Record<string, unknown>, deep + 1);
    if (shown !== value) (blotted ??= { ...object })[name] = shown;
  }
  return blotted ?? object;
}

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  constraint?: string;
  stack?: string;
  cause?: LoggedError;
}

/** PostgreSQL quotes the offending value ("invalid input syntax for type date: …"), and Knex puts the statement before the message. */
function withoutValues(text: string): string {
  return text.replace(/".*"/gs, '"…"').slice(0, 500);
}

function stringOf(error: Error, key: 'code' | 'constraint'): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}

/** An error without what may hold a person's data: of a driver's error only code and constraint, never `detail`, `where` or parameters. */
function presentError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const code = stringOf(error, 'code');
  const constraint = stringOf(error, 'constraint');
  // The stack begins with the message again: only its frames.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(frames === undefined ? {} : { stack: frames.join('\n') }),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: presentError(error.cause, depth + 1) }),
  };
}

/** The program's log: JSON lines, secrets blotted out. `destination` is standard output unless given. */
export function createLog({
  level = 'info',
  destination = bufferedOutput(process.stdout),
}: { level?: string; destination?: DestinationStream } = {}): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: (object: object) => withoutSecrets(object as Record<string, unknown>) },
    serializers: { err: presentError },
  };
  return pino(options, destination);
}
