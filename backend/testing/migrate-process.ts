import { once } from 'node:events';
import process from 'node:process';
import { migrate } from '../postgres/migrate.ts';

/** A process of its own that migrates the database in its first argument when its parent says so. */
process.send?.('ready');
await once(process, 'message');
await migrate(process.argv[2] ?? '');
process.disconnect();
