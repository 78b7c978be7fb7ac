/** The quiet hues; grey is drawn as a ring, so that it differs by shape too. */
export type Tone = 'grey' | 'sand' | 'blue' | 'violet' | 'teal' | 'green';

/** A coloured dot beside a word; never alone. */
export function Dot({ tone }: { tone: Tone }) {
  return <span class="dot" data-tone={tone} aria-hidden="true" />;
}
