import type { Session, User } from '../../contract/account.ts';
import type { ProblemCode } from '../../contract/problem.ts';

/** The account this device belongs to, also after its session ended: what waits unsent keeps its owner. */
export interface Account {
  server: string;
  user: User;
  /** Why the server ended the session; `null` while signed in. */
  endedBy: ProblemCode | null;
}

export interface Tokens {
  /** `null` after the browser was closed, or where it belongs to somebody else: ask for the next pair. */
  accessToken: string | null;
  /** `null` where the browser keeps it in a cookie that no script can read. */
  refreshToken: string | null;
}

/** Where the signed-in account is kept, shared by every context of this origin. */
export interface SessionStore {
  account(): Promise<Account | null>;
  /** `null` unless an account of this server is signed in: a token never goes to another server than the one that gave it. */
  tokens(server: string): Promise<(Tokens & { userId: string }) | null>;
  /** Resolves when the refresh token is safely on disk. */
  keep(server: string, session: Session): Promise<void>;
  /** As `keep`, for the next pair of the session that this refresh token is of; `false`, and nothing is kept, where that was left meanwhile. */
  renew(server: string, refreshToken: string | null, session: Session): Promise<boolean>;
  /** The server ended the session of this refresh token; a newer sign-in is left alone. */
  end(refreshToken: string | null, code: ProblemCode): Promise<void>;
  /** The account and its session are forgotten. */
  clear(): Promise<void>;
}
