import * as v from 'valibot';
import { Id, Instant, line } from './text.ts';

/** Upper end by RFC 5321's 254 octets; the check is that mail could be sent there at all, not that it exists. */
const Email = v.pipe(line(254, 3), v.email('Must be an e-mail address'));

/** 12 characters at least, no rules of composition; the upper end only bounds the work of hashing. */
const NewPassword = v.pipe(
  v.string(),
  v.minLength(12, 'Must have at least 12 characters'),
  v.maxLength(256, 'Must have at most 256 characters'),
);

/** Names the device in the list of sessions: "Chrome on Linux". */
const DeviceLabel = v.optional(line(120), '');

export const SignUp = v.strictObject({
  email: Email,
  password: NewPassword,
  name: v.optional(line(120), ''),
  invite: v.optional(line(200)),
  device: DeviceLabel,
});
export type SignUp = v.InferOutput<typeof SignUp>;

export const SignIn = v.strictObject({ email: line(254), password: v.pipe(v.string(), v.maxLength(256)), device: DeviceLabel });
export type SignIn = v.InferOutput<typeof SignIn>;

export const RefreshToken = v.pipe(v.string(), v.maxLength(300));
export const Refresh = v.strictObject({ refreshToken: RefreshToken });
export const SignOut = v.strictObject({ refreshToken: RefreshToken });

export const ROLES = ['member', 'administrator'] as const;

export const User = v.object({
  id: Id,
  email: v.string(),
  name: v.string(),
  role: v.picklist(ROLES),
  createdAt: Instant,
});
export type User = v.InferOutput<typeof User>;

/** A signed-in device: the access token is sent as `Authorization: Bearer`, the refresh token is exchanged once for the next pair. */
export const Session = v.object({
  accessToken: v.string(),
  /** Seconds until the access token expires. */
  expiresIn: v.number(),
  refreshToken: v.string(),
  user: User,
});
export type Session = v.InferOutput<typeof Session>;
