import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerBroken, requireHost } from './answer-broken.ts';
import { SERVER_LIMITS, STALLED_MS } from './server-limits.ts';

let server: Server;
let reached: number;

beforeEach(async () => {
  reached = 0;
  // The same limits, a hundred times shorter.
  const limits = Object.fromEntries(Object.entries(SERVER_LIMITS).map(([name, ms]) => [name, ms / 100]));
  const listener = requireHost((request, response) => {
    reached += 1;
    request.resume().once('end', () => response.end('{}'));
  });
  server = createServer({ ...limits, requireHostHeader: false }, listener);
  answerBroken(server);
  server.setTimeout(STALLED_MS / 100);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const connections = (): Promise<number> => promisify(server.getConnections.bind(server))();

/** Everything the server says until it closes. */
async function say(...parts: string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => {});
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  return text;
}

describe('what never becomes a request', () => {
  it.each([
    [400, 'GET / HTTP/9.9\r\n\r\n'],
    [400, '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
    [400, 'GET / HTTP/1.1\r\nHost: a\r\nBad Header: 1\r\n\r\n'],
    [400, 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
    [400, 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'],
    [431, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    [431, `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
    [408, 'GET / HTTP/1.1\r\nHost: a\r\n'],
    [400, 'GET / HTTP/1.1\r\n\r\n'],
    [417, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: the unexpected\r\n\r\n'],
  ])('is answered %i as a problem with our headers, and the connection ends: %j', async (status, text) => {
    const reply = await say(text);
    expect(reply).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(reply).toMatch(/^Content-Security-Policy: default-src 'none'/m);
    expect(reply).toMatch(/^X-Content-Type-Options: nosniff/m);
    expect(reply).toMatch(/^Content-Type: application\/problem\+json/m);
    expect(JSON.parse(reply.split('\r\n\r\n')[1]!)).toMatchObject({ status, code: 'malformed' });
    expect(reached).toBe(0);
  });

  it('or not all of one: a body that never comes ends the connection too', async () => {
    const reply = await say('PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{');
    expect(reply).toMatch(/^HTTP\/1.1 408 /);
    expect(reached).toBe(1);
  });

  it('a client that goes on sending and never ends its side is let go all the same', async () => {
    const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
    socket.resume().on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n');
    const drip = setInterval(() => socket.write('X: 1\r\n'), 20);
    await vi.waitFor(async () => expect(await connections()).toBe(1), { timeout: 30_000 });
    await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 30_000 });
    clearInterval(drip);
    socket.destroy();
  });

  it('a download that nobody reads on ends, and what it streams from is destroyed', async () => {
    const endless = new Readable({ read: () => endless.push(Buffer.alloc(64 * 1024)) });
    server.removeAllListeners('request').on('request', (_request, response) => {
      pipeline(endless, response, () => {});
    });
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'readable');
    expect(endless.destroyed).toBe(false);
    await vi.waitFor(() => expect(endless.destroyed).toBe(true), { timeout: 30_000 });
    await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 30_000 });
    socket.destroy();
  });

  it('a connection that says nothing is closed', async () => {
    expect(await say()).toMatch(/^(HTTP\/1.1 408 |$)/);
  });
});
