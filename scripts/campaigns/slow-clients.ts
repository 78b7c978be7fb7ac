import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../bench/figures.ts';
import { startInstallation } from '../bench/backend/installation.ts';
import type { Report } from './report.ts';

/** Ten seconds for headers and thirty for a body, looked at every five. */
const CLOSED_WITHIN_MS = 40_000;
const PROBES = 60;

/** Half of them never finish their headers, half never finish the body they announced. */
function openSlowly(port: number, n: number, onClose: () => void): Socket {
  const socket = connect({ port, host: '127.0.0.1' });
  // Nothing is noticed of a connection that is not read from.
  socket
    .resume()
    .on('error', () => {})
    .once('close', onClose);
  const head = 'PUT /api/applications/018f0000-0000-7000-8002-000000000000 HTTP/1.1\r\nHost: 127.0.0.1\r\n';
  socket.write(n % 2 === 0 ? head : `${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`);
  const drip = setInterval(() => socket.write(n % 2 === 0 ? `X-${Date.now() % 1000}: 1\r\n` : ' '), 1000);
  socket.once('close', () => clearInterval(drip));
  return socket;
}

/** Many connections that send a byte a second: others are served as before, and each slow one is closed by the server. */
export async function runSlowClients(count: number): Promise<Report> {
  const { server, addUsers, tokenOf, stop } = await startInstallation();
  const sockets: Socket[] = [];
  try {
    await addUsers(1, 1);
    const probe = async (): Promise<number> => {
      const started = performance.now();
      const { status } = await fetch(`${server.url}/api/applications`, { headers: { authorization: `Bearer ${tokenOf(1)}` } });
      if (status !== 200) throw new Error(`beside slow clients a list answered ${status}`);
      return performance.now() - started;
    };
    const probes = async (): Promise<number[]> => {
      const times: number[] = [];
      for (let n = 0; n < PROBES; n += 1) times.push(await probe());
      return times;
    };
    await probes();
    const before = percentile(await probes(), 0.95);
    const closed = { count: 0 };
    const opened = performance.now();
    for (let n = 0; n < count; n += 1) sockets.push(openSlowly(Number(new URL(server.url).port), n, () => (closed.count += 1)));
    await sleep(2000);
    const during = percentile(await probes(), 0.95);
    while (closed.count < sockets.length && performance.now() - opened < CLOSED_WITHIN_MS * 2) await sleep(250);
    const took = performance.now() - opened;
    const broken =
      closed.count < count
        ? [`${count - closed.count} of ${count} slow connections are still open after ${(took / 1000).toFixed(0)} s`]
        : [];
    if (took > CLOSED_WITHIN_MS) broken.push(`the last slow connection was closed after ${(took / 1000).toFixed(0)} s`);
    return {
      broken,
      lines: [
        `slow-clients: ${closed.count} of ${count} closed within ${(took / 1000).toFixed(0)} s (bar: ${CLOSED_WITHIN_MS / 1000} s)`,
        `a list beside them, p95: ${during.toFixed(1)} ms, before ${before.toFixed(1)} ms, ratio ${(during / before).toFixed(2)} (bar: 2)`,
      ],
    };
  } finally {
    for (const socket of sockets) socket.destroy();
    await stop();
  }
}
