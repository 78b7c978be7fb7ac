import process from 'node:process';
import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

/** A line waits this long for others, so that a busy server does not make a system call for each. */
const WAIT_MS = 200;
const FULL_CHARACTERS = 8192;

/**
 * Lines for `output`, several in one write. Whatever is waiting when the process exits is written then (Node writes to files and pipes at
 * once), so only a kill can take the last lines. (pino's own buffered destination waits for ever at exit once its reader has gone.)
 */
export function bufferedOutput(output: Writable): DestinationStream {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    output.write(lines);
  };
  // Whoever read the log has gone, or its disk is full: no reason to stop serving, and nowhere to say so.
  output.on('error', () => {});
  process.on('exit', flush);
  return {
    write(line) {
      waiting += line;
      if (waiting.length >= FULL_CHARACTERS) flush();
      else timer ??= setTimeout(flush, WAIT_MS).unref();
    },
  };
}
