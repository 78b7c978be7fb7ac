/** Whose something is: the same person on two servers is two owners. */
export interface Owner {
  /** As `parseServerAddress` gives it: `https://jackdaw.example.org`. */
  server: string;
  userId: string;
}

export function sameOwner(one: Owner | null, other: Owner | null): boolean {
  return one?.server === other?.server && one?.userId === other?.userId;
}
