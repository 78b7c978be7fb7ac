import type { SaveApplicationInput } from '../../contract/application.ts';

/** The server reads at most 1 MiB; a kilobyte is left for whatever stands around the body. */
export const BODY_LIMIT_BYTES = 1_048_576 - 1024;

function sizeBytes(body: object): number {
  return new TextEncoder().encode(JSON.stringify(body)).length;
}

/** The longest beginning of `text` with which `build` fits, found by halving; never ends inside a surrogate pair. */
function longestFitting(text: string, build: (text: string) => SaveApplicationInput): SaveApplicationInput {
  let [fits, tooLong] = [0, text.length + 1];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (sizeBytes(build(text.slice(0, middle))) <= BODY_LIMIT_BYTES) fits = middle;
    else tooLong = middle;
  }
  return build(text.slice(0, fits).replace(/[\uD800-\uDBFF]$/, ''));
}

/** The same without the page's text, where that makes it more than the server can take. */
export function fitSnapshot<Body extends Pick<SaveApplicationInput, 'snapshot'>>(body: Body): Body {
  return body.snapshot && sizeBytes(body) > BODY_LIMIT_BYTES ? { ...body, snapshot: null } : body;
}

/**
 * A body that the server can take: a saved posting must not be refused because its page was long. The page's text goes first (the
 * snapshot, then the description's end); what the person wrote is never shortened. The same body always gives the same result.
 */
export function fitBody(body: SaveApplicationInput): SaveApplicationInput {
  const fitted = fitSnapshot(body);
  if (sizeBytes(fitted) <= BODY_LIMIT_BYTES) return fitted;
  return longestFitting(body.posting.description ?? '', (description) => ({
    ...fitted,
    posting: { ...body.posting, description: description === '' ? null : description },
  }));
}
