/** A small turning ring for work of unknown length; silent unless given a label. */
export function Spinner({ label }: { label?: string }) {
  return label === undefined ? <span class="spinner" aria-hidden="true" /> : <span class="spinner" role="img" aria-label={label} />;
}

interface ProgressProps {
  label: string;
  /** From 0 to 1, or null while nobody knows how much there is. */
  value: number | null;
}

/** A thin bar. Not the platform's `progress`, which stands still where its look is changed and its length is unknown. */
export function Progress({ label, value }: ProgressProps) {
  const percent = value === null ? undefined : Math.round(value * 100);
  return (
    <div class="progress" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <span style={{ width: percent === undefined ? undefined : `${percent}%` }} data-unknown={percent === undefined || undefined} />
    </div>
  );
}
