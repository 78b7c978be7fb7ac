import type { ApplicationChanges, Stage } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';

/** What takes these changes back: the values that the row has now, for every field they name. */
export function inverseOf(row: ApplicationRow, { posting, ...pursuit }: ApplicationChanges): ApplicationChanges {
  const pick = <Part extends object>(part: Part, names: object) =>
    Object.fromEntries(Object.keys(names).flatMap((name) => (name in part ? [[name, part[name as keyof Part]]] : [])));
  const postingBefore = pick(row.posting, posting ?? {});
  const before: ApplicationChanges = pick(row, pursuit);
  return Object.keys(postingBefore).length > 0 ? { ...before, posting: postingBefore } : before;
}

/** Moving to a stage brings along what follows from it: only a closed application has an outcome, and applying happens on a day. */
export function stageChanges(row: ApplicationRow, stage: Stage, today: string): ApplicationChanges {
  return {
    stage,
    ...(stage !== 'closed' && row.outcome !== null ? { outcome: null } : {}),
    ...(stage === 'applied' && row.appliedOn === null ? { appliedOn: today } : {}),
  };
}
