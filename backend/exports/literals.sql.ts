import { escapeLiteral } from 'pg';
import type { Bind } from '../applications/filters.sql.ts';
import { arrayLiteral } from '../postgres/one-trip.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A user's id as SQL, for COPY, which takes no parameters. Throws for what is no UUID. */
export function userLiteral(userId: string): string {
  if (!UUID.test(userId)) throw new Error('A user id is a UUID.');
  return `'${userId}'::uuid`;
}

/** Any value of a filter as an SQL literal, by the driver's own escaping. */
export const literal: Bind = (value) => escapeLiteral(Array.isArray(value) ? arrayLiteral(value) : String(value));
