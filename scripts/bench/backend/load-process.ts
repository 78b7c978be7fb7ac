import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { v7 as uuidv7 } from 'uuid';

/** What to send, from how many connections, for how long. `{id}` in the path is a new id each time. */
export interface Job {
  port: number;
  clients: number;
  seconds: number;
  /** At most so many a second, over all connections; absent: as many as are answered. */
  perSecond?: number;
  method: string;
  path: string;
  /** Taken in turn: one user's saves wait for each other, many users' do not. Empty: sent without one. */
  tokens: string[];
  body?: string;
}

/** What came of it; `cpuSeconds` is what this process itself took, which no server should be blamed for. */
export interface Outcome {
  answered: number;
  /** Replies that are not 2xx, by status. */
  refused: Record<string, number>;
  seconds: number;
  cpuSeconds: number;
  times: number[];
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One kept connection that speaks just enough HTTP/1.1: a client of node:http costs half as much as the server it measures. */
function openConnection(port: number): Promise<{ ask(request: Buffer): Promise<number>; close(): void }> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = Buffer.alloc(0);
  let wanted = -1;
  let status = 0;
  let settle: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;

  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    if (wanted < 0) {
      const end = received.indexOf(HEAD_END);
      if (end < 0) return;
      const head = received.toString('latin1', 0, end);
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
      status = Number(head.slice(9, 12));
      if (length === undefined && status !== 204) throw new Error(`only replies with a length are understood:\n${head}`);
      wanted = end + HEAD_END.length + Number(length ?? 0);
    }
    if (received.length < wanted) return;
    received = received.subarray(wanted);
    wanted = -1;
    settle?.resolve(status);
  });
  const fail = (error: Error) => settle?.reject(error);
  socket.on('error', fail).on('close', () => fail(new Error('the server closed the connection')));

  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((resolveAsk, rejectAsk) => {
            settle = { resolve: resolveAsk, reject: rejectAsk };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}

async function run({ port, clients, seconds, perSecond, method, path, tokens, body }: Job): Promise<Outcome> {
  const heads = (tokens.length === 0 ? [undefined] : tokens).map((token) =>
    [
      ` HTTP/1.1\r\nHost: 127.0.0.1:${port}`,
      ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
      ...(body === undefined ? [] : [`Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`]),
      `\r\n${body ?? ''}`,
    ].join('\r\n'),
  );
  const connections = await Promise.all(Array.from({ length: clients }, () => openConnection(port)));
  const outcome: Outcome = { answered: 0, refused: {}, seconds: 0, cpuSeconds: 0, times: [] };
  const cpu = process.cpuUsage();
  const started = performance.now();
  const end = started + seconds * 1000;
  let sent = 0;
  await Promise.all(
    connections.map(async ({ ask }) => {
      for (;;) {
        if (perSecond !== undefined) {
          const wait = started + (sent * 1000) / perSecond - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        }
        const before = performance.now();
        if (before >= end) return;
        const request = Buffer.from(`${method} ${path.replace('{id}', uuidv7())}${heads[sent++ % heads.length]}`);
        const status = await ask(request);
        outcome.times.push(performance.now() - before);
        outcome.answered += 1;
        if (status >= 300) outcome.refused[status] = (outcome.refused[status] ?? 0) + 1;
      }
    }),
  );
  outcome.seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  outcome.cpuSeconds = (user + system) / 1e6;
  for (const { close } of connections) close();
  return outcome;
}

/** A process of its own: its parent sends jobs, and gets an outcome for each. */
process.on('message', (job: Job) => void run(job).then((outcome) => process.send?.(outcome)));
