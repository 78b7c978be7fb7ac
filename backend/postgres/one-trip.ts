import { DatabaseError, types, type Connection, type PoolClient, type QueryResultRow, type Submittable } from 'pg';

/** A statement with `$1`-style parameters. A `name` makes each connection prepare it once and keep its plan. */
export type Statement = { text: string; values?: readonly unknown[]; name?: string };

type WireValue = string | Buffer | null;
type Column = { name: string; parse: (text: string) => unknown };
type Prepared = { text: string; columns: Column[] };

interface Step {
  statement: Statement;
  values: WireValue[];
  /** Absent until PostgreSQL has described them. */
  columns: Column[] | undefined;
  rows: QueryResultRow[];
}

/**
 * What each connection has prepared, by name, with the columns it answers: PostgreSQL refuses to run a prepared statement whose columns
 * have changed since, so they need no describing again.
 */
const preparedOn = new WeakMap<Connection, Map<string, Prepared>>();

/** A `text[]` (or any other array whose items are written so) as PostgreSQL reads it. */
export function arrayLiteral(values: readonly unknown[]): string {
  const items = values.map((value) => (value === null ? 'null' : `"${String(value).replaceAll(/["\\]/g, String.raw`\$&`)}"`));
  return `{${items.join()}}`;
}

function wireValue(value: unknown): WireValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return arrayLiteral(value);
  throw new TypeError(`A ${typeof value} cannot be a statement's parameter.`);
}

/** Statements before one Sync. The client calls its methods as the answers come in, up to the first error or to the end. */
class Trip implements Submittable {
  readonly #steps: readonly Step[];
  readonly #settle: (error?: Error) => void;
  #prepared = new Map<string, Prepared>();
  #at = 0;

  constructor(steps: readonly Step[], settle: (error?: Error) => void) {
    this.#steps = steps;
    this.#settle = settle;
  }

  submit(connection: Connection): void {
    this.#prepared = preparedOn.get(connection) ?? this.#prepared;
    preparedOn.set(connection, this.#prepared);
    connection.stream.cork();
    for (const step of this.#steps) this.#send(connection, step);
    connection.sync();
    connection.stream.uncork();
  }

  #send(connection: Connection, step: Step): void {
    const { text, name = '' } = step.statement;
    const prepared = this.#prepared.get(name);
    if (prepared?.text === text) {
      step.columns = prepared.columns;
    } else {
      // Of a trip that failed it is not known what was prepared; closing what is not there is no error.
      if (name !== '') connection.close({ type: 'S', name }, true);
      this.#prepared.delete(name);
      connection.parse({ name, text, types: [] }, true);
    }
    connection.bind({ statement: name, values: step.values }, true);
    if (step.columns === undefined) connection.describe({ type: 'P' }, true);
    connection.execute(null, true);
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    const step = this.#steps[this.#at];
    if (step !== undefined) step.columns = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const step = this.#steps[this.#at];
    const row: QueryResultRow = {};
    for (const [index, { name, parse }] of (step?.columns ?? []).entries()) {
      const text = fields[index] ?? null;
      row[name] = text === null ? null : parse(text);
    }
    step?.rows.push(row);
  }

  handleCommandComplete(): void {
    const step = this.#steps[this.#at++];
    if (step?.statement.name === undefined) return;
    this.#prepared.set(step.statement.name, { text: step.statement.text, columns: step.columns ?? [] });
  }

  handleEmptyQuery(): void {
    this.#at++;
  }

  handleError(error: Error): void {
    this.#settle(error);
  }

  handleReadyForQuery(): void {
    this.#settle();
  }
}

/** Whether PostgreSQL refused a statement and goes on; after any other error the connection is broken or its state unknown. */
export function isRefusal(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity === 'ERROR';
}

/**
 * Sends `statements` in one write and lets PostgreSQL run them as one transaction: without a Sync between them they need no begin and no
 * commit, which would be answered one by one. Resolves with the rows of each after the commit was acknowledged. Rejects with the error
 * of the statement that failed, or with the commit's own; nothing is kept then.
 */
export async function runInOneTrip(client: PoolClient, statements: readonly Statement[]): Promise<QueryResultRow[][]> {
  const steps = statements.map((statement): Step => {
    return { statement, values: (statement.values ?? []).map(wireValue), columns: undefined, rows: [] };
  });
  await new Promise<void>((resolve, reject) => {
    client.query(new Trip(steps, (error) => (error === undefined ? resolve() : reject(error))));
  });
  return steps.map(({ rows }) => rows);
}
