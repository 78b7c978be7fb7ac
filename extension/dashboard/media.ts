import { signal, type ReadonlySignal } from '@preact/signals';

function matches(query: string): ReadonlySignal<boolean> {
  const media = globalThis.matchMedia?.(query);
  const matching = signal(media?.matches ?? false);
  media?.addEventListener('change', () => (matching.value = media.matches));
  return matching;
}

/** Rows have two lines. The same widths stand in the style sheets. */
export const narrow = matches('(max-width: 599px)');
/** The detail stands in place of the list, not beside it. */
export const single = matches('(max-width: 1099px)');
