import type { SaveApplicationInput } from '../../contract/application.ts';

/** The server reads at most 1 MiB; a kilobyte is left for whatever stands around the body. */
export const BODY_LIMIT_BYTES = 1_048_576 - 1024;

function sizeBytes(body: SaveApplicationInput): number {
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

/**
 * A body that the server can take: a saved posting must not be refused because its page was long. The page's text goes first (the
 * snapshot, then the description's end); what the person wrote is never shortened. The same body always gives the same result.
 */
export function fitBody(body: SaveApplicationInput): SaveApplicationInput {
  if (sizeBytes(body) <= BODY_LIMIT_BYTES) return body;
  const withoutSnapshot = { ...body, snapshot: null };
  if (sizeBytes(withoutSnapshot) <= BODY_LIMIT_BYTES) return withoutSnapshot;
  return longestFitting(body.posting.description ?? '', (description) => ({
    ...withoutSnapshot,
    posting: { ...body.posting, description: description === '' ? null : description },
  }));
}
