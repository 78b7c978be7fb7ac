import type { Stage } from '../../../contract/index.ts';
import type { Path } from './paths.ts';

/** Below this many a rate says more about chance than about anything else, and is not shown. */
export const FEWEST = 5;

export type FunnelStep = Exclude<Stage, 'closed'> | 'accepted';

export interface FunnelRow {
  step: FunnelStep;
  /** Applications that came at least this far. */
  count: number;
  /** Of how many it is a part: those that came as far as the step before. */
  of: number;
  /** From 0 to 1; null where `of` is too few. */
  rate: number | null;
}

const STEPS: readonly FunnelStep[] = ['saved', 'applied', 'screening', 'interviewing', 'offered', 'accepted'];

/** How far it went: a stage that was skipped was passed, and closing alone leads nowhere further. */
function furthest({ steps, outcome }: Path): number {
  if (outcome === 'accepted') return STEPS.indexOf('accepted');
  return Math.max(0, ...steps.map(({ stage }) => STEPS.findIndex((step) => step === stage)));
}

/** A part of a whole as a rate from 0 to 1, or null where the whole is too small to say so. */
export function rateOf(part: number, whole: number): number | null {
  return whole < FEWEST ? null : part / whole;
}

/** How many applications came how far. */
export function computeFunnel(paths: readonly Path[]): FunnelRow[] {
  const reached = paths.map(furthest);
  return STEPS.map((step, index) => {
    const count = reached.filter((far) => far >= index).length;
    const of = index === 0 ? paths.length : reached.filter((far) => far >= index - 1).length;
    return { step, count, of, rate: index === 0 ? null : rateOf(count, of) };
  });
}
