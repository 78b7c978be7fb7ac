import { type Application, ApplicationChanges } from '../../contract/application.ts';
import type { ApplicationRow } from '../library/library.ts';

/** Values by field, which is named as in a conflict (`stage`, `posting.title`). */
export type Values = Readonly<Record<string, unknown>>;

/** What changes name, and make of it; a member that is named but undefined changes nothing. */
export function valuesOf({ posting = {}, ...pursuit }: ApplicationChanges): Values {
  const all = [...Object.entries(pursuit), ...Object.entries(posting).map(([name, value]) => [`posting.${name}`, value] as const)];
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** The same of several changes, where the last one that names a field counts. */
export const valuesOfAll = (parts: readonly ApplicationChanges[]): Values => Object.assign({}, ...parts.map(valuesOf));

/** What stands in an application in the fields that are named; nothing where a list's row lacks one. */
export function valuesIn(row: ApplicationRow, fields: Iterable<string>): Values {
  const here = valuesOf(row);
  return Object.fromEntries([...fields].flatMap((field) => (field in here ? [[field, here[field]]] : [])));
}

/** The same for whoever reads it: the server trims a line, and orders the members of a salary in its own way. */
function comparable(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return JSON.stringify(value, value !== null && typeof value === 'object' ? Object.keys(value).toSorted() : null);
}

/** Changes of one application, oldest first, and for each what the person saw in its fields when making it. */
interface Changed {
  parts: readonly ApplicationChanges[];
  seen?: readonly Values[] | undefined;
}

/** Whether the person saw this value in the field, or wrote it: to replace it takes nothing from anybody. */
export function knew({ parts, seen = [] }: Changed, field: string, value: unknown): boolean {
  const known = [...seen, ...parts.map(valuesOf)].filter((values) => field in values);
  return known.some((values) => comparable(values[field]) === comparable(value));
}

/** The fields of an application that these changes would replace, and whose value there the person never saw. */
export function unseenIn(changed: Changed, current: Application): string[] {
  return Object.entries(valuesIn(current, Object.keys(valuesOfAll(changed.parts)))).flatMap(([field, value]) =>
    knew(changed, field, value) ? [] : [field],
  );
}

/** Whether everything that these changes would replace in an application is known to the person who made them. */
export function knewAll(changed: Changed, current: Application): boolean {
  const wanted = valuesOfAll(changed.parts);
  // An outcome says nothing of the stage, but belongs to one: opened again elsewhere meanwhile, the two disagree.
  if ((wanted['outcome'] ?? null) !== null && !('stage' in wanted) && current.stage !== 'closed') return false;
  return unseenIn(changed, current).length === 0;
}

/** Whether a row that the person looked at shows all that can be changed in an application as it is; a row tells no description. */
export function shows(row: ApplicationRow, current: Application): boolean {
  const { posting, ...pursuit } = ApplicationChanges.entries;
  const fields = [...Object.keys(pursuit), ...Object.keys(posting.wrapped.entries).map((name) => `posting.${name}`)];
  const shown = valuesIn(row, fields);
  return Object.entries(valuesIn(current, Object.keys(shown))).every(([field, value]) => comparable(value) === comparable(shown[field]));
}
