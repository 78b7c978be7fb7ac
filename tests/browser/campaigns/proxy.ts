import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a request is on its way: arrived here · the server has answered, and nobody knows · its head is sent on · all of it is. */
export const MOMENTS = ['arrived', 'answered', 'headSent', 'delivered'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Stands between the extension and the server, and lets a test act at a moment of a request's way. */
export interface Proxy {
  url: string;
  /** Called for every request; what it awaits holds the request there. */
  at: ((moment: Moment, method: string, path: string) => Promise<void> | void) | null;
  /** In the order in which they arrived; `at` in milliseconds. */
  requests: { method: string; path: string; at: number }[];
  /** Nobody answers: what arrives is cut off. */
  isDown: boolean;
  /** Of all bodies, both ways, as they are on the wire. */
  bytes: number;
  close(): Promise<void>;
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

export async function createProxy(target: string): Promise<Proxy> {
  const server = createServer((incoming, outgoing) => {
    const [method, path] = [incoming.method ?? 'GET', incoming.url ?? '/'];
    const cut = () => outgoing.destroy();
    void (async () => {
      proxy.requests.push({ method, path, at: performance.now() });
      if (proxy.isDown) throw new Error('down');
      const body = await readAll(incoming);
      await proxy.at?.('arrived', method, path);
      const sent = request(target + path, { method, headers: incoming.headers, agent: false });
      const answered = new Promise<IncomingMessage>((resolve, reject) => sent.once('response', resolve).once('error', reject));
      sent.end(body);
      const answer = await answered;
      const text = await readAll(answer);
      proxy.bytes += body.length + text.length;
      await proxy.at?.('answered', method, path);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      outgoing.flushHeaders();
      await proxy.at?.('headSent', method, path);
      outgoing.end(text);
      await proxy.at?.('delivered', method, path);
      // Down, or killed in the middle: the connection ends, as it would without a proxy.
    })().catch(cut);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    at: null,
    requests: [],
    isDown: false,
    bytes: 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return proxy;
}
