import { createHash } from 'node:crypto';
import type { SaveApplication } from '../../contract/index.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && (Array.isArray(value) ? value.length === 0 : Object.values(value).every(isEmpty));
}

/** One text for one meaning: keys in order, and no empty fields, so that a field that a later version adds changes no older hash. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.flatMap(([key, child]) => (child === undefined || isEmpty(child) ? [] : [`${JSON.stringify(key)}:${canonical(child)}`])).join()}}`;
}

/** SHA-256 of a parsed body: tells a save that is sent again from another one under the same id. */
export function saveHash(body: SaveApplication): Buffer {
  return createHash('sha256').update(canonical(body)).digest();
}
