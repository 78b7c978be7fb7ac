import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDoor, type Door } from './door.ts';

let door: Door;
let server: Server;
const agent = new Agent({ keepAlive: true });

beforeEach(async () => {
  door = createDoor();
  server = createServer(door.listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

type Reply = { status: number | undefined; connection: string | undefined; body: string };

async function ask(path: string): Promise<Reply> {
  const { port } = server.address() as AddressInfo;
  const [response] = (await once(get({ port, path, agent }), 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, connection: response.headers.connection, body };
}

describe('the door', () => {
  it('turns everything but liveness away before there is an application', async () => {
    expect(await ask('/api/me')).toMatchObject({ status: 503 });
    expect(JSON.parse((await ask('/readyz')).body)).toMatchObject({ code: 'unavailable', status: 503 });
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
  });

  it('lets a request that is being answered finish, and ends its connection', async () => {
    let finish = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      door.open((_request, response) => {
        finish = () => response.end('done');
        resolve();
      });
    });
    const reply = ask('/slow');
    await arrived;
    const closed = door.close(server);
    finish();
    expect(await reply).toMatchObject({ status: 200, body: 'done' });
    await closed;
    expect(server.listening).toBe(false);
  });

  it('ends idle connections at once, and takes no new ones', async () => {
    door.open((_request, response) => response.end('done'));
    expect(await ask('/')).toMatchObject({ status: 200, connection: 'keep-alive' });
    const { port } = server.address() as AddressInfo;
    await door.close(server);
    await expect(once(get({ port, path: '/' }), 'response')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('may be closed again, and before it listened', async () => {
    await door.close(server);
    await door.close(server);
    expect(server.listening).toBe(false);
  });

  it('takes new connections while it drains, and says on each that it ends', async () => {
    const draining = createDoor({ drainMs: 2000 });
    const proxied = createServer(draining.listener);
    proxied.listen(0, '127.0.0.1');
    await once(proxied, 'listening');
    draining.open((_request, response) => response.end('served'));
    const closed = draining.close(proxied);
    const { port } = proxied.address() as AddressInfo;
    const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
    expect((await fetch(at('/readyz'))).status).toBe(503);
    const reply = await fetch(at('/api/me'));
    expect([reply.status, reply.headers.get('connection')]).toEqual([200, 'close']);
    await closed;
    await expect(fetch(at('/api/me'))).rejects.toThrow('fetch failed');
  });
});
