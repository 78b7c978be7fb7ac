import { OUTCOMES, STAGES, type Event, type Outcome, type Stage } from '../../../contract/index.ts';

/** One application's way through the stages, as its events tell. */
export interface Path {
  applicationId: string;
  /** In order of time; every stage at most once, each further on than the one before. */
  steps: readonly { stage: Stage; at: string }[];
  /** How it ended; null while it is open, or where nobody said. */
  outcome: Outcome | null;
}

type Told = Pick<Event, 'applicationId' | 'kind' | 'at' | 'before' | 'after'>;

const stageIn = (value: unknown): Stage | undefined => STAGES.find((stage) => stage === value);
const outcomeIn = (value: unknown): Outcome | null => OUTCOMES.find((outcome) => outcome === value) ?? null;
const rank = (stage: Stage): number => STAGES.indexOf(stage);

interface Draft {
  steps: { stage: Stage; at: string }[];
  outcome: Outcome | null;
  deleted: boolean;
}

/** A step back (also one undone) takes away what it goes back behind: what was put right never happened. */
function move({ steps }: Draft, stage: Stage, at: string): void {
  while (steps.length > 0 && rank(steps.at(-1)?.stage ?? 'saved') > rank(stage)) steps.pop();
  if (steps.at(-1)?.stage !== stage) steps.push({ stage, at });
}

/** The ways of all applications that are not in the trash. `events` in order of time, as `GET /api/events` gives them. */
export function pathsOf(events: Iterable<Told>): Path[] {
  const drafts = new Map<string, Draft>();
  for (const { applicationId, kind, at, after } of events) {
    const draft = drafts.get(applicationId) ?? { steps: [], outcome: null, deleted: false };
    drafts.set(applicationId, draft);
    const stage = stageIn(after['stage']) ?? (draft.steps.length === 0 ? 'saved' : undefined);
    if (stage !== undefined) move(draft, stage, at);
    if ('outcome' in after) draft.outcome = outcomeIn(after['outcome']);
    if (kind === 'deleted') draft.deleted = true;
    if (kind === 'restored' || ('deletedAt' in after && after['deletedAt'] === null)) draft.deleted = false;
  }
  return [...drafts].flatMap(([applicationId, { steps, outcome, deleted }]) =>
    deleted ? [] : [{ applicationId, steps, outcome: steps.at(-1)?.stage === 'closed' ? outcome : null }],
  );
}
