/** Something secret in the fragment of an address, which reaches no server and no log: `#/sign-up?invite=…`. */
function secretIn(hash: string, view: string, name: string): string {
  const [place, query = ''] = hash.split('?');
  return place === `#/${view}` ? (new URLSearchParams(query).get(name) ?? '') : '';
}

/** The invite of a link that was sent; empty where there is none. */
export function inviteIn(hash: string): string {
  return secretIn(hash, 'sign-up', 'invite');
}

/** The token of a link for a new password. */
export function resetTokenIn(hash: string): string {
  return secretIn(hash, 'reset', 'token');
}

/** An invite as it was typed, or out of the link that it came in. */
export function inviteFrom(typed: string): string {
  const at = typed.indexOf('#/sign-up');
  return (at >= 0 && inviteIn(typed.slice(at).trim())) || typed;
}
