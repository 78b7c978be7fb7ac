import type { ApplicationChanges, Stage } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';

/** Moving to a stage brings along what follows from it: only a closed application has an outcome, and applying happens on a day. */
export function stageChanges(row: ApplicationRow, stage: Stage, today: string): ApplicationChanges {
  return {
    stage,
    ...(stage !== 'closed' && row.outcome !== null ? { outcome: null } : {}),
    ...(stage === 'applied' && row.appliedOn === null ? { appliedOn: today } : {}),
  };
}
