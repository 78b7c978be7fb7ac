import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { Router } from '@koa/router';
import Koa from 'koa';
import { Pool } from 'pg';
import { applicationJson } from '../../../backend/applications/application-json.sql.ts';
import { userId } from './installation.ts';

/**
 * What a Koa server costs that does nothing but the query: no token, no session, no row-level security, no schema, no log. Its database's
 * url is the argument; it tells its parent the port.
 */
const pool = new Pool({ connectionString: process.argv[2], max: 10 });
const router = new Router();
const user = userId(Number(process.argv[3]));

router.get('/api/applications/:id', async (ctx) => {
  const text = `select ${applicationJson('a')}::text as application from applications a where user_id = $1 and id = $2`;
  const { rows } = await pool.query<{ application: string }>({ name: 'get', text, values: [user, ctx['params']['id']] });
  ctx.body = rows[0]?.application;
  ctx.type = 'application/json';
});

router.get('/api/applications', async (ctx) => {
  const text = `select coalesce(json_agg(${applicationJson('a')}), '[]')::text as items
    from (select * from applications where user_id = $1 and deleted_at is null order by created_at desc, id desc limit 50) a`;
  const { rows } = await pool.query<{ items: string }>({ name: 'list', text, values: [user] });
  ctx.body = `{"items":${rows[0]?.items},"after":null}`;
  ctx.type = 'application/json';
});

router.put('/api/applications/:id', async (ctx) => {
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
  const { posting } = JSON.parse(Buffer.concat(chunks).toString()) as { posting: Record<string, string> };
  const text = `insert into applications as a (user_id, id, change_number, created_at, updated_at, title, company, location, url, stage, save_hash, description)
    values ($1, $2, nextval('bench_numbers'), now(), now(), $3, $4, $5, $6, 'saved', sha256('x'), $7) returning ${applicationJson('a')}::text as application`;
  const values = [
    user,
    ctx['params']['id'],
    posting['title'],
    posting['company'],
    posting['location'],
    posting['url'],
    posting['description'],
  ];
  const { rows } = await pool.query<{ application: string }>({ name: 'save', text, values });
  ctx.body = rows[0]?.application;
  ctx.type = 'application/json';
});

const server = createServer(new Koa().use(router.routes()).callback());
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
