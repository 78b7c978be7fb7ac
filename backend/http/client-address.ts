import { isIP, isIPv4 } from 'node:net';
import type { Middleware } from 'koa';

declare module 'koa' {
  interface DefaultState {
    /** Where the request comes from, as far as that is known: an IP address. */
    address: string;
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1']);

/** An address as proxies write it: perhaps with a port, IPv6 then in brackets; IPv4 perhaps as IPv6. Undefined for anything else. */
function parseAddress(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const plain = bare.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return isIP(plain) === 0 ? undefined : plain.toLowerCase();
}

/**
 * Where a request comes from that `peer` handed us with this `X-Forwarded-For`. Each proxy adds there, at the end, who asked it: as many
 * entries as there are proxies of ours are their word, and the ones before are the caller's invention. How many that are is `trusted`;
 * unset, one that runs on this machine is ours.
 */
export function clientAddress(peer: string, forwardedFor: string, trusted: number | undefined): string {
  const near = parseAddress(peer) ?? '';
  const hops = trusted ?? (LOOPBACK.has(near) ? 1 : 0);
  const entries = forwardedFor.split(',').filter((entry) => entry.trim() !== '');
  const entry = hops === 0 ? undefined : entries.at(-Math.min(hops, entries.length));
  return parseAddress(entry?.trim() ?? '') ?? near;
}

/** The network that one person has whole: an IPv4 address, of IPv6 the first 64 bits. */
export function networkOf(address: string): string {
  if (isIPv4(address) || !address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  const network = [...groups, ...zeros, ...rest].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}

/** Notes where each request comes from. */
export function noteAddress(trustedProxies: number | undefined): Middleware {
  return async (ctx, next) => {
    ctx.state.address = clientAddress(ctx.req.socket.remoteAddress ?? '', ctx.get('X-Forwarded-For'), trustedProxies);
    await next();
  };
}
