import process from 'node:process';
import { Client } from 'pg';
import { startPostgres } from '../postgres/start-postgres.ts';

/**
 * A process of its own that starts PostgreSQL on the folder in its first argument, says which process that is, and then inserts one row
 * after the other, telling its parent of each that was committed. It goes on until it is killed.
 */
const postgres = await startPostgres({ dataDir: process.argv[2] ?? '' });
process.send?.({ postgres: postgres.pid });
const client = new Client({ connectionString: postgres.ownerUrl });
await client.connect();
await client.query('create table if not exists kept (id int primary key)');
for (let id = 1; ; id++) {
  await client.query('insert into kept values ($1)', [id]);
  process.send?.({ committed: id });
}
