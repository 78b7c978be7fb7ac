import { ProblemError } from '../errors.ts';

/** SQLSTATE classes of a server that cannot serve now: connection, resources (disk, memory, too many connections), shutdown or start. */
const UNAVAILABLE_CLASSES = ['08', '53', '57', '58'];
/** Codes after which the same request may well succeed: serialization, deadlock, lock not available, idle transaction ended, read-only standby. */
const UNAVAILABLE_CODES = new Set(['40001', '40P01', '55P03', '25P03', '25006']);
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** pg and Knex report these without a code. */
const CONNECTION_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Connection ended|Query read timeout|Unable to acquire a connection|Cannot use a pool after calling end|The server does not support SSL|aborted)/;

/** Knex puts the statement before the driver's own words: `ROLLBACK - Connection terminated unexpectedly`. */
function driversWords(message: string): string {
  return message.split(' - ').at(-1) ?? message;
}

function isUnavailable(error: Error & { code?: unknown }): boolean {
  if (error.name === 'KnexTimeoutError' || CONNECTION_MESSAGES.test(driversWords(error.message))) return true;
  // PostgreSQL ends a connection with these, whatever their code: no place, no such database, no way to sign in to it.
  if ('severity' in error && (error.severity === 'FATAL' || error.severity === 'PANIC')) return true;
  const { code } = error;
  if (typeof code !== 'string') return false;
  if (NETWORK_CODES.has(code) || UNAVAILABLE_CODES.has(code)) return true;
  return code.length === 5 && UNAVAILABLE_CLASSES.some((start) => code.startsWith(start));
}

/**
 * What a caller is told of any error: a `ProblemError` as it is; a database that cannot answer as `unavailable` (never as a 401, which
 * would sign people out); everything else as `internal`. The error itself stays the cause, for the log.
 */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  // Objection and Knex wrap the driver's error.
  const inner = error instanceof Error && 'nativeError' in error ? error.nativeError : error;
  const all = inner instanceof AggregateError ? inner.errors : [inner];
  if (all.some((one) => one instanceof Error && isUnavailable(one))) {
    return new ProblemError('unavailable', { retryAfterSeconds: 5, cause: error });
  }
  return new ProblemError('internal', { cause: error });
}
