/**
 * Statements over several users' rows, by what makes them so. Each is a decision: it costs a look into every node once the tables are
 * distributed by user, so it may stand in no request that many people send.
 */
const ACROSS_USERS: readonly { pattern: RegExp; reason: string }[] = [
  { pattern: /lower\(email\) = lower\(/, reason: 'sign-in knows an address and not yet an id' },
  {
    pattern: /from "users" where "role" = \$1 and "disabled_at" is null/,
    reason: 'the last administrator must not leave: asked when an account is deleted or locked',
  },
  { pattern: /from users where id > \$1 order by id limit/, reason: 'an administrator reads who has an account, a page at a time' },
];

/** A table of which a statement reads or writes rows. */
function isUsed(sql: string, table: string): boolean {
  return new RegExp(String.raw`\b(?:from|join|into|update|only)\s+(?:lateral\s+)?(?:"?public"?\.)?"?${table}"?(?![\w-])`, 'i').test(sql);
}

/** Whether it says whose rows of it: by `user_id`, in `users` by the id. */
function isScoped(sql: string, table: string): boolean {
  return table === 'users' ? /\bid"?\s*=\s*|insert into "?users\b|\buser_id\b/i.test(sql) : /\buser_id\b/i.test(sql);
}

/** The tables of users' rows that a statement uses without saying whose. */
export function unscopedTables(sql: string, tenantTables: readonly string[]): string[] {
  const text = sql.replaceAll(/--.*$/gm, '').replaceAll(/'(?:[^']|'')*'/g, "''");
  if (ACROSS_USERS.some(({ pattern }) => pattern.test(text))) return [];
  return tenantTables.filter((table) => isUsed(text, table) && !isScoped(text, table));
}

/** Throws when a statement does, with what to do about it. */
export function refuseUnscoped(statements: Iterable<string>, tenantTables: readonly string[]): void {
  const found = [...statements].flatMap((sql) => unscopedTables(sql, tenantTables).map((table) => `${table}: ${sql.trim().slice(0, 400)}`));
  if (found.length === 0) return;
  throw new Error(
    `A request made a statement on users' rows that does not say whose. Add "user_id = …", so that it finds them by an index and would go to one node where the tables are distributed by user; where it is about all users on purpose, name it in ACROSS_USERS with the reason:\n${found.join('\n')}`,
  );
}
