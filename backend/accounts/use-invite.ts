import type { Transaction } from 'objection';
import type { SignUp } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs } from '../postgres/user-transaction.ts';
import type { Accounts } from './accounts.ts';
import { hashWrittenCode } from './written-code.ts';

/** A set-up invite makes the installation's first account, its administrator's. */
export type InviteKind = 'invite' | 'set_up';

type Presented = Pick<SignUp, 'invite' | 'email'>;

/** A set-up invite is worth nothing once there has been an administrator, also where it was never used. */
const IS_OPEN = `used_at is null and expires_at > now()
  and (kind = 'invite' or exists (select from instance where administrator_id is null))`;
const SHOW_INVITE = `select set_config('app.invite_hash', $1, true)`;
const READ_INVITE = `select lower(email) as email from invites where hash = decode($1, 'hex') and ${IS_OPEN}`;
const USE_INVITE = `
update invites set used_at = clock_timestamp(), used_by = ?
where hash = decode(?, 'hex') and ${IS_OPEN} and (email is null or lower(email) = lower(?))
returning kind`;

const hashOf = (invite: string): string => hashWrittenCode(invite).toString('hex');

async function checkInvite(database: Database, { invite, email }: Presented): Promise<void> {
  if (invite === undefined) throw new ProblemError('registration_closed');
  const hash = hashOf(invite);
  const [, { rows }] = await queryAllAs<[object, { email: string | null }]>(database, '', [
    { name: 'show-invite', text: SHOW_INVITE, values: [hash] },
    { name: 'read-invite', text: READ_INVITE, values: [hash] },
  ]);
  const [found] = rows;
  if (found === undefined) throw new ProblemError('invite_invalid', { detail: 'Ask whoever runs the server for another invite.' });
  if (found.email !== null && found.email !== email.toLowerCase()) {
    const errors = [{ path: 'email', message: 'Is not the address that this invite was made for' }];
    throw new ProblemError('invalid_input', { members: { errors } });
  }
}

/**
 * Whether somebody may make an account, before the work of hashing a password is done for him. Throws `registration_closed`,
 * `invite_invalid`, or `invalid_input` where the invite was made for another address. An invite that is good now may be used by another
 * in a moment: `useInvite` decides.
 */
export async function checkAdmission(
  { database, registration }: Pick<Accounts, 'database' | 'registration'>,
  body: Presented,
): Promise<void> {
  if (registration === 'closed') throw new ProblemError('registration_closed', { detail: 'Nobody can make an account here at present.' });
  if (registration === 'invite') await checkInvite(database, body);
}

/**
 * Uses an invite up for the account `userId`, in the transaction that makes it: of any number who present it at once, the others wait for
 * the row and then find it used. Undefined where there is none to use.
 */
export async function useInvite(trx: Transaction, userId: string, { invite, email }: Presented): Promise<InviteKind | undefined> {
  if (invite === undefined) return undefined;
  const hash = hashOf(invite);
  await trx.raw(SHOW_INVITE.replace('$1', '?'), [hash]);
  const { rows } = await trx.raw<{ rows: { kind: InviteKind }[] }>(USE_INVITE, [userId, hash, email]);
  return rows[0]?.kind;
}
