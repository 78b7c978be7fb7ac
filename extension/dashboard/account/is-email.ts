import * as v from 'valibot';
import { Email } from '../../../contract/index.ts';

/** What the server will take as an address, told before anything is sent. */
export function isEmail(typed: string): boolean {
  return v.is(Email, typed.trim());
}
