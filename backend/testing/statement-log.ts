import { AsyncLocalStorage } from 'node:async_hooks';
import { Connection } from 'pg';

/** Where the statements of a request are written down; outside a request (a test that arranges or looks) there is none. */
const ofRequest = new AsyncLocalStorage<Set<string>>();

interface Wire {
  parse(query: { text: string }, more?: boolean): void;
  query(text: string): void;
}

/** Every statement passes one of these two, whether Knex, a pool or a trip of ours sends it. */
const wire = Connection.prototype as unknown as Wire;
const { parse, query } = wire;
wire.parse = function remember(this: Wire, statement, more) {
  ofRequest.getStore()?.add(statement.text);
  parse.call(this, statement, more);
};
wire.query = function remember(this: Wire, text) {
  ofRequest.getStore()?.add(text);
  query.call(this, text);
};

/** Runs `work`, and whatever it starts, with its statements written into `statements`. */
export function rememberingStatements<T>(statements: Set<string>, work: () => T): T {
  return ofRequest.run(statements, work);
}
