/** Of an invite's code: 120 random bits. */
export const INVITE_GROUPS = 6;

/** The address that opens the form for a new account. The code stands in the fragment, which reaches no server and no log. */
export function inviteLink(publicUrl: string, invite: string): string {
  return `${publicUrl}/#/sign-up?invite=${invite}`;
}
