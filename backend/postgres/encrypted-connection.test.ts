import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { checkServer } from './check-server.ts';
import { createDatabase } from './pools.ts';

/** What PostgreSQL's clients send before anything else to ask for encryption: a length of 8 and this number. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

const folder = mkdtempSync(path.join(os.tmpdir(), 'jackdaw-tls-'));
const certificate = path.join(folder, 'certificate.pem');
const key = path.join(folder, 'key.pem');
let proxy: Server;

/** A door with encryption in front of the test's PostgreSQL, which has none: the packaged one listens on a socket. */
beforeAll(async () => {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate, ...subject],
    {
      stdio: 'ignore',
    },
  );
  const secureContext = createSecureContext({ cert: readFileSync(certificate), key: readFileSync(key) });
  const socketPath = `${new URL(inject('postgresUrl')).searchParams.get('host')}/.s.PGSQL.5432`;
  proxy = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (first) => {
      if (!first.equals(SSL_REQUEST)) {
        socket.end(); // nothing is served in the clear
        return;
      }
      socket.write('S');
      const encrypted = new TLSSocket(socket, { isServer: true, secureContext });
      const postgres = connect(socketPath);
      for (const end of [encrypted, postgres]) end.on('error', () => {});
      encrypted.pipe(postgres).pipe(encrypted);
    });
  });
  proxy.listen(0, 'localhost');
  await once(proxy, 'listening');
});
afterAll(() => {
  proxy.close();
  rmSync(folder, { recursive: true });
});

const url = (query: string): string => `postgres://postgres@localhost:${(proxy.address() as AddressInfo).port}/postgres?${query}`;

describe('a database that takes encrypted connections only', () => {
  it('is reached where its certificate is the one that is expected', async () => {
    await checkServer(url(`sslmode=verify-full&sslrootcert=${certificate}`));
    const database = createDatabase({ url: url(`sslmode=verify-full&sslrootcert=${certificate}`) });
    const { rows } = await database.pipe.query<{ one: number }>('select 1 as one');
    expect(rows).toEqual([{ one: 1 }]);
    expect((await database.knex.raw<{ rows: unknown[] }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('is not believed with a certificate that nobody vouches for', async () => {
    await expect(checkServer(url('sslmode=verify-full'))).rejects.toThrow(/cannot be reached: self-signed certificate/);
  });

  it('is reached without looking at its certificate only where the operator says so', async () => {
    await checkServer(url('sslmode=no-verify'));
    vi.stubEnv('PGSSLMODE', 'no-verify');
    await checkServer(url(''));
    vi.unstubAllEnvs();
  });

  it('is not reached in the clear', async () => {
    await expect(checkServer(url('sslmode=disable'))).rejects.toThrow(/cannot be reached/);
  });
});
