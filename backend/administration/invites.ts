import type { Invite, Invites, MadeInvite, NewInvite } from '../../contract/index.ts';
import { v7 } from 'uuid';
import { hashWrittenCode, newWrittenCode } from '../accounts/written-code.ts';
import { ProblemError } from '../errors.ts';
import { instant } from '../models/instant.sql.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs } from '../postgres/user-transaction.ts';
import { BEGIN_ADMINISTERING } from './administer.ts';
import { INVITE_GROUPS, inviteLink } from './invite-link.ts';

const DAYS = 7;
/** So long an invite that nobody used is still in the list. */
const REMEMBERED_DAYS = 30;

const ITEM = `id, email, note, ${instant('created_at')} as "createdAt", ${instant('expires_at')} as "expiresAt",
  ${instant('used_at')} as "usedAt", used_by as "usedBy"`;

const MAKE = `
insert into invites (id, hash, kind, email, note, expires_at) values ($1, $2, 'invite', $3, $4, now() + interval '${DAYS} days')
returning ${ITEM}`;

const TIDY = `delete from invites where used_at is null and expires_at < now() - interval '${REMEMBERED_DAYS} days'`;

const LIST = `select ${ITEM} from invites where kind = 'invite' order by id desc limit 500`;

const REMOVE = `delete from invites where kind = 'invite' and id = $1 returning id`;

/** Makes an invite for one account. What comes back is the only time that its code is seen: its hash is kept. */
export async function makeInvite(database: Database, publicUrl: string, { email, note }: NewInvite): Promise<MadeInvite> {
  const invite = newWrittenCode(INVITE_GROUPS);
  const [, , { rows }] = await queryAllAs<[object, object, Invite]>(database, '', [
    BEGIN_ADMINISTERING,
    { name: 'tidy-invites', text: TIDY },
    { name: 'make-invite', text: MAKE, values: [v7(), hashWrittenCode(invite), email ?? null, note] },
  ]);
  const [item] = rows;
  if (item === undefined) throw new Error('An invite was made and is not there.');
  return { invite, link: inviteLink(publicUrl, invite), item };
}

/** The newest 500 invites, newest first; those that set the server up are nobody's business any more. */
export async function listInvites(database: Database): Promise<Invites> {
  const [, { rows }] = await queryAllAs<[object, Invite]>(database, '', [BEGIN_ADMINISTERING, { name: 'list-invites', text: LIST }]);
  return { items: rows };
}

/** Takes an invite back. Throws `not_found` for an id that is none, or that was removed before. */
export async function removeInvite(database: Database, id: string): Promise<void> {
  const [, { rows }] = await queryAllAs<[object, { id: string }]>(database, '', [
    BEGIN_ADMINISTERING,
    { name: 'remove-invite', text: REMOVE, values: [id] },
  ]);
  if (rows.length === 0) throw new ProblemError('not_found');
}
