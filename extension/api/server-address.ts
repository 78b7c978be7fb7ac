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

/** A name with something between its dots, or an address of IPv6. */
const HOST = /^(?:\[[\da-f:.]+\]|[^\s%.]+(?:\.[^\s%.]+)*\.?)$/i;

/** Reads a typed server address, with or without a scheme: https, but http for this very machine. `null` where it is none. */
export function parseServerAddress(text: string): ServerAddress | null {
  // An address pasted behind a scheme that stood there already is meant by itself.
  const typed = text.trim().replace(/^(?:https?:\/\/)+(?=https?:\/\/)/i, '');
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed === '' || !URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  // Chromium writes a blank in a host's name as %20, and lets a host be nothing but dots.
  if (!HOST.test(url.hostname)) return null;
  if (withScheme !== typed && isLoopback(url.hostname)) url.protocol = 'http:';
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return null;
  return {
    server: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    hostPattern: `${url.protocol}//${url.hostname}/*`,
    readableOnTheWay: url.protocol === 'http:' && !isLoopback(url.hostname),
  };
}
