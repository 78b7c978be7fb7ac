import { DBError } from 'objection';
import { DatabaseError } from 'pg';
import * as v from 'valibot';
import type { ProblemCode } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';

/** What to do about a refusal whose own words leave that open. */
const ADVICE: Partial<Record<ProblemCode, string>> = {
  last_administrator: 'npm run admin -- set-role EMAIL administrator makes another one',
  email_taken: 'npm run admin -- reset-password EMAIL makes a link for a new password',
};

/** Of what was typed: the contract's words begin with "Must" or "Is". */
const explainField = (field: string, words: string): string => `The ${field} ${words.charAt(0).toLowerCase()}${words.slice(1)}.`;

function explainProblem({ code, message, members: { errors: [error] = [] } }: ProblemError): string {
  if (error !== undefined) return explainField(error.path, error.message);
  const advice = ADVICE[code];
  return advice === undefined ? message : `${message}: ${advice}`;
}

/** One line for what its reader can act on; the error itself, with its stack, for anything else, which is a bug. */
export function explain(error: unknown): unknown {
  if (error instanceof StartupProblem) return error.message;
  if (error instanceof ProblemError) return explainProblem(error);
  if (v.isValiError(error)) return explainField(v.getDotPath(error.issues[0]) ?? 'input', error.issues[0].message);
  const native = error instanceof DBError ? error.nativeError : error;
  // Knex puts the statement before the database's words.
  if (native instanceof DatabaseError) return `The database says "${native.message.split(' - ').at(-1)}" (${native.code}).`;
  return error;
}
