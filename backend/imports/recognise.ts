import type { DialectName } from '../../contract/imports.ts';
import { foldHeader, type Dialect } from './dialect.ts';
import { TABLE_DIALECTS } from './dialects/index.ts';
import { generic } from './dialects/generic.ts';

const namesOf = (dialect: Dialect): string[] => [...Object.values(dialect.columns).flat(), ...dialect.signature.flat()].map(foldHeader);

/** Every header that means something in some dialect, folded. */
export const KNOWN_HEADERS: ReadonlySet<string> = new Set(TABLE_DIALECTS.flatMap(namesOf));

/** Whose table has these headers: of the dialects whose signature is there, the one that knows most of them; `generic` where none is. */
export function recogniseTable(headers: readonly string[]): Dialect {
  const present = new Set(headers.map(foldHeader));
  const fitting = TABLE_DIALECTS.filter(
    ({ signature }) => signature.length > 0 && signature.every((group) => group.some((header) => present.has(foldHeader(header)))),
  );
  const knows = (dialect: Dialect): number => new Set(namesOf(dialect).filter((name) => present.has(name))).size;
  return fitting.toSorted((a, b) => knows(b) - knows(a))[0] ?? generic;
}

/** The dialect that a person chose instead. */
export function tableDialect(name: DialectName): Dialect | undefined {
  return TABLE_DIALECTS.find((dialect) => dialect.name === name);
}

/** Whether a text is JSON rather than a table: no header starts with a bracket. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}
