import type { User } from '../../contract/index.ts';

/** Whose request it is, as read from the database for this very request. */
export interface SignedInUser extends User {
  /** The name of the device or of the API token, as events tell who did it; `""` where it gave none. */
  device: string;
}

/** The same, asking from a device that is signed in, and not with an API token. */
export interface SignedInDevice extends SignedInUser {
  sessionId: string;
}
