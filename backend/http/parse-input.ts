import * as v from 'valibot';
import { ProblemError } from '../errors.ts';

interface InvalidField {
  path: string;
  message: string;
}

const MAX_ERRORS = 100;
const MAX_LENGTH = 300;

/** A sentence that does not repeat what was sent: Valibot's own quotes the received text, however long or secret. */
function sentence(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'There is no such field';
  if (issue.kind === 'schema')
    return issue.received === 'undefined' ? 'Is missing' : `Must be ${issue.expected ?? 'something else'}`.slice(0, MAX_LENGTH);
  return issue.message.slice(0, MAX_LENGTH);
}

const present = (issue: v.BaseIssue<unknown>): InvalidField => ({
  path: (v.getDotPath(issue) ?? '').slice(0, MAX_LENGTH),
  message: sentence(issue),
});

/** No schema means that nothing may be sent there. */
const NOTHING = v.strictObject({});

type Schema = v.GenericSchema<unknown, unknown>;

/** Each part of a request with its schema. */
export type Parts = Record<string, { schema: Schema | undefined; value: unknown }>;

/** Parses all parts of a request; throws one `invalid_input` that names every invalid field of all of them, by dotted path. */
export function parseInput(parts: Parts): Record<string, unknown> {
  const parsed: Record<string, unknown> = {};
  const errors: InvalidField[] = [];
  for (const [name, { schema = NOTHING, value }] of Object.entries(parts)) {
    const result = v.safeParse(schema, value);
    if (result.success) parsed[name] = result.output;
    else errors.push(...result.issues.map(present));
  }
  if (errors.length > 0) throw new ProblemError('invalid_input', { members: { errors: errors.slice(0, MAX_ERRORS) } });
  return parsed;
}
