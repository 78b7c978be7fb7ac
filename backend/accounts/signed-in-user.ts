import type { User } from '../../contract/index.ts';

/** Whose request it is, as read from the database for this very request. */
export interface SignedInUser extends User {
  sessionId: string;
  /** The device's name, as events tell who did it; `""` where it gave none. */
  device: string;
}
