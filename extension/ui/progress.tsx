/** A small turning ring for work of unknown length; silent unless given a label. */
export function Spinner({ label }: { label?: string }) {
  return label === undefined ? <span class="spinner" aria-hidden="true" /> : <span class="spinner" role="img" aria-label={label} />;
}

/** A thin bar; `value` from 0 to 1, or null while the length is unknown. */
export function Progress({ label, value }: { label: string; value: number | null }) {
  return value === null ? (
    <progress class="progress" aria-label={label} />
  ) : (
    <progress class="progress" aria-label={label} value={value} max={1} />
  );
}
