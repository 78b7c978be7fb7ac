/**
 * While an update goes round several replicas, and after one that was taken back, the version before works on the new schema. So a
 * migration adds; what it would remove or change is still read and written by that version.
 */
const RULES: readonly { pattern: RegExp; instead: string }[] = [
  {
    pattern: /\brename\b/,
    instead: 'add the new name beside the old, fill it, read it in this version, and remove the old one in the next',
  },
  {
    pattern: /\bdrop\s+(table|view|schema|type|function|column)\b/,
    instead: 'stop using it in this version, and remove it in the next: say there what is removed in `removes`',
  },
  {
    pattern: /\balter\s+table\s+(only\s+)?\S+\s+drop\s+(?!constraint\b|not\b|column\b)/,
    instead: 'stop using the column in this version, and remove it in the next, with `removes`',
  },
  {
    pattern: /\balter\s+(column\s+)?\S+\s+(set\s+data\s+)?type\b/,
    instead: 'add a column of the new type, write both, read the new one in the next version',
  },
  {
    pattern: /\bset\s+not\s+null\b/,
    instead: 'give it a default and fill it; the version before may still write null: demand it in the next, with `removes`',
  },
  {
    pattern:
      /\badd\s+(column\s+)?(?!constraint\b)\S+\s+(?:(?!,|\bdefault\b|\bgenerated\b|;).)*\bnot\s+null\b(?!(?:(?!,\s*add\b|;).)*\b(default|generated)\b)/s,
    instead: 'give it a default: the version before inserts rows without it',
  },
  {
    pattern: /\bdrop\s+policy\b(?![\s\S]*\bcreate\s+policy\b)/,
    instead: 'make the new policy in the same migration: without one, nobody sees a row',
  },
  {
    pattern: /\bdrop\s+constraint\s+(\w+)\b(?![\s\S]*\badd\s+constraint\s+\1\b)/,
    instead: 'make the wider constraint under the same name in the same migration',
  },
];

const withoutWords = (sql: string): string =>
  sql
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .toLowerCase();

/**
 * Throws for a migration going up that would break the version before it. `removes` names what that version does not use any more (a
 * table, `table.column`), and which may therefore go: a statement that names one of these passes.
 */
export function refuseIncompatible(statements: readonly string[], removes: readonly string[] = []): void {
  // A migration may do in one text what it does in several: what comes back must be looked for in all of it.
  const text = statements.map(withoutWords).join(';\n');
  const made = new Set([...text.matchAll(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(\S+)/g)].map(([, table]) => table));
  for (const { pattern, instead } of RULES) {
    for (const match of text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))) {
      const statement = text
        .slice(text.lastIndexOf(';', match.index) + 1, (text.indexOf(';', match.index) + 1 || text.length + 1) - 1)
        .trim();
      const table = /\balter\s+table\s+(?:only\s+)?(\S+)/.exec(statement)?.[1];
      if (table !== undefined && made.has(table)) continue;
      if (removes.some((name) => name.split('.').every((part) => new RegExp(String.raw`\b${part}\b`).test(statement)))) continue;
      throw new Error(
        `This would break the version before, which runs beside this one during an update: "${statement}". Rather ${instead}.`,
      );
    }
  }
}
