import { spawn } from 'node:child_process';
import process from 'node:process';

interface Run {
  settings: Record<string, string>;
  /** Piped in. */
  input?: string;
}

/** Runs `npm run admin -- ARGS` as a person does, in a process of its own: its exit code, and all it said. */
export function runAdmin(args: readonly string[], { settings, input = '' }: Run): Promise<{ code: number | null; said: string }> {
  const { PATH, PG_BIN_DIR } = process.env;
  const env = { PATH, ...(PG_BIN_DIR === undefined ? {} : { PG_BIN_DIR }), ...settings };
  const child = spawn(process.execPath, ['--import', 'tsx', 'backend/cli/main.ts', ...args], { env });
  // One that ends before it has read everything.
  child.stdin.on('error', () => {}).end(input);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said: said.trim() })));
}
