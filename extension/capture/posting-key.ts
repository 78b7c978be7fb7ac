import { SITES, siteOf } from './sites/index.ts';
import { canonicalAddress } from './canonical-address.ts';

/** What the column and the wire take. */
const MAX_LENGTH = 600;
/** No posting's address is this long; reading one of a hostile page must not hold the page up. */
const MAX_ADDRESS = 8000;

/** 53 bits of a text, as 14 hexadecimal digits: enough to tell the tails of a person's addresses apart, and synchronous, as `crypto.subtle` is not. */
function digest(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return ((2097151 & low) * 4294967296 + (high >>> 0)).toString(16).padStart(14, '0');
}

function withinLimit(key: string): string {
  if (key.length <= MAX_LENGTH) return key;
  const head = MAX_LENGTH - 15;
  return `${key.slice(0, head)}~${digest(key.slice(head))}`;
}

/**
 * The same for every address of one posting (`linkedin:3912345`, `url:acme.com/jobs/42`), at most 600 characters; `null` where the address
 * can't tell one posting from another. Errs towards telling apart: a duplicate can be deleted, a posting swallowed by another is gone.
 */
export function postingKey(url: URL): string | null {
  if (url.href.length > MAX_ADDRESS) return null;
  const site = siteOf(url);
  const id = site?.postingId?.(url);
  if (site && id) return withinLimit(`${site.name}:${id}`);
  for (const { name, embeddedId } of SITES) {
    const embedded = embeddedId?.(url);
    if (embedded) return withinLimit(`${name}:${embedded}`);
  }
  // On a known site, what isn't a posting's address is a list or a form whose address many postings share.
  if (site?.postingId) return null;
  const address = canonicalAddress(url);
  return address && withinLimit(`url:${address}`);
}
