import { execFile } from 'node:child_process';
import process from 'node:process';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { bufferedOutput } from './buffered-output.ts';

function collect(): { writes: string[]; output: Writable } {
  const writes: string[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      writes.push(chunk.toString());
      done();
    },
  });
  return { writes, output };
}

it('puts lines of one moment in one write, and a full buffer at once', async () => {
  const { writes, output } = collect();
  const log = bufferedOutput(output);
  for (let n = 0; n < 100; n += 1) log.write(`line ${n}\n`);
  await vi.waitFor(() => expect(writes.join('').split('\n')).toHaveLength(101));
  expect(writes).toHaveLength(1);
  for (let n = 0; n < 200; n += 1) log.write(`${'x'.repeat(99)}\n`);
  expect(writes.length).toBeGreaterThanOrEqual(3);
});

it('survives that its reader goes', () => {
  const { output } = collect();
  const log = bufferedOutput(output);
  output.destroy(new Error('EPIPE'));
  expect(() => log.write('x'.repeat(10_000))).not.toThrow();
});

it.each(['process.exit(0)', 'process.kill(process.pid, "SIGTERM")', 'setTimeout(() => { throw new Error("a bug"); })'])(
  'has written every line when the process ends by %s',
  async (end) => {
    const script = `
      import { bufferedOutput } from ${JSON.stringify(new URL('buffered-output.ts', import.meta.url).href)};
      process.on('SIGTERM', () => process.exit(0));
      const log = bufferedOutput(process.stdout);
      for (let n = 0; n < 1000; n += 1) log.write('line ' + n + '\\n');
      ${end};
    `;
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    expect(stdout.split('\n').filter((line) => line.startsWith('line '))).toHaveLength(1000);
  },
);
