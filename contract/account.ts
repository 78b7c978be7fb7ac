import * as v from 'valibot';
import { Id, Instant, line } from './text.ts';

/** Upper end by RFC 5321's 254 octets; the check is that mail could be sent there at all, not that it exists. */
export const Email = v.pipe(line(254, 3), v.email('Must be an e-mail address'));

/** 12 characters at least, no rules of composition; the upper end only bounds the work of hashing. */
export const NewPassword = v.pipe(
  v.string(),
  v.minLength(12, 'Must have at least 12 characters'),
  v.maxLength(256, 'Must have at most 256 characters'),
);

/** A password that is there already, as typed: whatever rules it was chosen by. */
export const Password = v.pipe(v.string(), v.maxLength(256, 'Must have at most 256 characters'));

/** Names the device in the list of sessions: "Chrome on Linux". */
const DeviceLabel = v.optional(line(120), '');

/**
 * Where the refresh token is kept: `body` hands it over in the reply (an extension keeps it in its own storage), `cookie` sets it as
 * `__Host-jackdaw`, which no script can read (the web page of the same origin).
 */
const Keep = v.optional(v.picklist(['body', 'cookie']), 'body');
export type Keep = v.InferOutput<typeof Keep>;

export const SignUp = v.strictObject({
  email: Email,
  password: NewPassword,
  name: v.optional(line(120), ''),
  invite: v.optional(line(200)),
  device: DeviceLabel,
  keep: Keep,
});
export type SignUp = v.InferOutput<typeof SignUp>;

export const SignIn = v.strictObject({ email: line(254), password: Password, device: DeviceLabel, keep: Keep });
export type SignIn = v.InferOutput<typeof SignIn>;

export const RefreshToken = v.pipe(v.string(), v.maxLength(300));
/** Without a token it is read from the cookie; then only from the web page itself, with the header `X-Jackdaw: web`. */
export const Refresh = v.strictObject({ refreshToken: v.optional(RefreshToken) });
export const SignOut = v.strictObject({ refreshToken: v.optional(RefreshToken) });

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
  /** `null` where it was set as a cookie. */
  refreshToken: v.nullable(v.string()),
  user: User,
});
export type Session = v.InferOutput<typeof Session>;

/** What is left out stays. Another e-mail address needs the password: whoever holds it can have the account. */
export const EditMe = v.strictObject({ name: v.optional(line(120)), email: v.optional(Email), password: v.optional(Password) });
export type EditMe = v.InferOutput<typeof EditMe>;

/** Something that only the password allows. */
export const WithPassword = v.strictObject({ password: Password });

export const ChangePassword = v.strictObject({ current: Password, password: NewPassword });
export type ChangePassword = v.InferOutput<typeof ChangePassword>;

/** A device as its owner sees it in the list. */
export const Device = v.object({
  id: Id,
  /** `""` where the device gave no name. */
  label: v.string(),
  createdAt: Instant,
  lastUsedAt: Instant,
  /** When it ends by itself unless it is used before. */
  expiresAt: Instant,
  /** The one that asks. */
  current: v.boolean(),
});
export type Device = v.InferOutput<typeof Device>;

export const Devices = v.object({ items: v.array(Device) });
export type Devices = v.InferOutput<typeof Devices>;
