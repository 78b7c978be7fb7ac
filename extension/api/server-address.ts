/** Where a server is, and whether what is sent there can be read on the way. */
export interface ServerAddress {
  /** Origin and path without a slash at the end; the one spelling under which things are kept. */
  server: string;
  /** For `permissions.request`; match patterns carry no port. */
  hostPattern: string;
  /** Plain http to another machine: passwords and tokens could be read on the way. */
  readableOnTheWay: boolean;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Reads a typed server address, with or without a scheme: https, but http for this very machine. `null` where it is none. */
export function parseServerAddress(text: string): ServerAddress | null {
  const typed = text.trim();
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed === '' || !URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  if (withScheme !== typed && isLoopback(url.hostname)) url.protocol = 'http:';
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return null;
  return {
    server: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    hostPattern: `${url.protocol}//${url.hostname}/*`,
    readableOnTheWay: url.protocol === 'http:' && !isLoopback(url.hostname),
  };
}
