const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The first UUID in a piece of an address, in lower case; `null` where there is none. */
export function uuidIn(text: string | null | undefined): string | null {
  return text?.match(UUID)?.[0].toLowerCase() ?? null;
}

/** A posting's number under the first label of its host, for sites where every employer's subdomain counts for itself. */
export function underTenant(url: URL, id: string | null | undefined): string | null {
  return id ? `${url.hostname.split('.')[0] ?? ''}/${id}` : null;
}
