import type { EmploymentType, Outcome, Stage, WorkplaceType } from '../../contract/index.ts';
import type { Tone } from '../ui/dot.tsx';
import { text } from './text.ts';

export const stageWord = (stage: Stage): string => text(`stage_${stage}`);
export const outcomeWord = (outcome: Outcome): string => text(`outcome_${outcome}`);
export const workplaceWord = (type: WorkplaceType): string => text(`workplace_${type}`);
export const employmentWord = (type: EmploymentType): string => text(`employment_${type}`);

/** Quiet hues of equal lightness; a stage is always shown with its word beside. */
export const STAGE_TONES = {
  saved: 'sand',
  applied: 'blue',
  screening: 'violet',
  interviewing: 'teal',
  offered: 'green',
  closed: 'grey',
} as const satisfies Record<Stage, Tone>;
