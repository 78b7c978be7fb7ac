import * as v from 'valibot';
import { Email, ROLES } from './account.ts';
import { wholeNumber } from './list.ts';
import { Id, Instant, line } from './text.ts';

/** Lets one person make an account. Given an address, only with that one. */
export const NewInvite = v.strictObject({ email: v.optional(Email), note: v.optional(line(200), '') });
export type NewInvite = v.InferOutput<typeof NewInvite>;

/** An invite as the administrator sees it later: never its secret. */
export const Invite = v.object({
  id: Id,
  email: v.nullable(v.string()),
  note: v.string(),
  createdAt: Instant,
  expiresAt: Instant,
  usedAt: v.nullable(Instant),
  /** The account that was made with it; it may be gone by now. */
  usedBy: v.nullable(Id),
});
export type Invite = v.InferOutput<typeof Invite>;

/** The one time that an invite is shown: as text to type or send, and as the address that opens the form with it filled in. */
export const MadeInvite = v.object({ invite: v.string(), link: v.string(), item: Invite });
export type MadeInvite = v.InferOutput<typeof MadeInvite>;

/** The newest 500, newest first. */
export const Invites = v.object({ items: v.array(Invite) });
export type Invites = v.InferOutput<typeof Invites>;

/** `after` is what the page before answered. */
export const ListUsers = v.strictObject({
  after: v.optional(Id),
  limit: v.optional(wholeNumber(1, 500), '200'),
});
export type ListUsers = v.InferOutput<typeof ListUsers>;

/** An account as an administrator sees it: who, and how much. Nothing of what is in it. */
export const ListedUser = v.object({
  id: Id,
  email: v.string(),
  name: v.string(),
  role: v.picklist(ROLES),
  createdAt: Instant,
  disabledAt: v.nullable(Instant),
  /** How many applications it holds outside the trash. */
  applications: v.number(),
  /** When one of its devices or tokens was last used; `null` where none was in the last months. */
  lastUsedAt: v.nullable(Instant),
});
export type ListedUser = v.InferOutput<typeof ListedUser>;

/** Oldest first. `after` asks for the next page; `null` after the last. */
export const UserPage = v.object({ items: v.array(ListedUser), after: v.nullable(Id) });
export type UserPage = v.InferOutput<typeof UserPage>;

/** The one time that a link for a new password is shown. */
export const ResetLink = v.object({ token: v.string(), link: v.string(), expiresAt: Instant });
export type ResetLink = v.InferOutput<typeof ResetLink>;
