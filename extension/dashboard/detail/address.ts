import * as v from 'valibot';
import { NO_ADDRESS_HOST, WebUrl } from '../../../contract/index.ts';
import { safeHref } from '../markdown/parse-inline.ts';

/** A posting's address, where it has one: an import gives a row without one an address that leads nowhere. */
export function addressIn(url: string): string | null {
  return URL.canParse(url) && new URL(url).hostname === NO_ADDRESS_HOST ? null : url;
}

/** What a link to the posting may lead to; `null` where there is none. */
export function hrefOf(url: string): string | null {
  const href = safeHref(addressIn(url) ?? '');
  return href !== null && v.is(WebUrl, href) ? href : null;
}

/** A typed address, with or without its scheme; `null` where it is none of the web. */
export function parseAddress(typed: string): string | null {
  const text = typed.trim();
  const address = /^[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)/.test(text) ? `https://${text}` : text;
  return v.is(WebUrl, address) ? address : null;
}
