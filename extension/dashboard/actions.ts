import type { ApplicationChanges, Outcome, Stage } from '../../contract/index.ts';
import type { ApplicationRow } from '../library/library.ts';
import { dayOf } from '../texts/format.ts';
import { text, textCount } from '../texts/text.ts';
import { outcomeWord, stageWord } from '../texts/words.ts';
import { inverseOf, stageChanges } from './detail/changes.ts';
import type { EditStore } from './detail/edit-store.ts';
import type { ListStore } from './list/list-store.ts';
import type { Undo } from './undo.ts';

interface ActionsOptions {
  edits: Pick<EditStore, 'editAll' | 'takeBack' | 'giveUp'>;
  list: Pick<ListStore, 'find'>;
  undo: Pick<Undo, 'offer'>;
  now: () => number;
}

export interface Actions {
  /**
   * Changes each row as it needs; rows that need nothing are left alone. `message` says what was done, for undoing; where another device
   * had changed the same of some meanwhile, it is told how many that are.
   */
  change: (
    rows: readonly ApplicationRow[],
    changesOf: (row: ApplicationRow) => ApplicationChanges | null,
    message: string,
    quietly?: boolean,
  ) => Promise<void>;
  /** Moves to a stage, with what follows from it; closing may say how it ended. */
  setStage: (rows: readonly ApplicationRow[], stage: Stage, outcome?: Outcome | null) => Promise<void>;
  addTags: (rows: readonly ApplicationRow[], tags: readonly string[]) => Promise<void>;
  removeTag: (rows: readonly ApplicationRow[], tag: string) => Promise<void>;
  /** Gives up what the server has not accepted of one application. */
  giveUp: (row: ApplicationRow) => Promise<void>;
}

/** What a person does to one or many applications; each can be taken back in one step. */
export function createActions({ edits, list, undo, now }: ActionsOptions): Actions {
  const change: Actions['change'] = async (rows, changesOf, message, quietly = false) => {
    const changes = new Map<string, ApplicationChanges>();
    const before = new Map<string, ApplicationChanges>();
    for (const row of rows) {
      const changed = changesOf(list.find(row.id) ?? row);
      if (changed === null) continue;
      changes.set(row.id, changed);
      before.set(row.id, inverseOf(list.find(row.id) ?? row, changed));
    }
    if (changes.size === 0) return;
    const offer = undo.offer({ message, undo: () => edits.takeBack(changes, before) }, quietly);
    const left = await edits.editAll(changes);
    if (left === 0 || quietly) return;
    const count = (some: number) => textCount('applications', some);
    offer.amend(text('partlyChanged', { done: count(changes.size - left), left: count(left) }));
  };
  /** Names the one, counts the many. */
  const told = (rows: readonly ApplicationRow[], one: (title: string) => string, many: (count: string) => string) =>
    rows.length === 1 && rows[0] ? one(rows[0].posting.title) : many(textCount('applications', rows.length));

  return {
    change,
    async setStage(rows, stage, outcome = null) {
      const today = dayOf(now());
      const moving = rows.filter((row) => row.stage !== stage || (outcome !== null && row.outcome !== outcome));
      const word = outcome === null ? stageWord(stage) : outcomeWord(outcome);
      await change(
        moving,
        (row) => ({ ...stageChanges(row, stage, today), ...(outcome === null ? {} : { outcome }) }),
        told(
          moving,
          (title) => text('movedTitle', { title, stage: word }),
          (count) => text('movedCount', { count, stage: word }),
        ),
      );
    },
    async addTags(rows, tags) {
      await change(
        rows,
        (row) => {
          const missing = tags.filter((tag) => !row.tags.includes(tag));
          return missing.length === 0 ? null : { tags: [...row.tags, ...missing] };
        },
        told(
          rows,
          (title) => text('taggedTitle', { title, tag: tags.join(', ') }),
          (count) => text('taggedCount', { count, tag: tags.join(', ') }),
        ),
      );
    },
    async giveUp(row) {
      const takeBack = await edits.giveUp(row.id);
      undo.offer({ message: text('gaveUpTitle', { title: row.posting.title }), undo: takeBack });
    },
    async removeTag(rows, tag) {
      await change(
        rows,
        (row) => (row.tags.includes(tag) ? { tags: row.tags.filter((other) => other !== tag) } : null),
        told(
          rows,
          (title) => text('untaggedTitle', { title, tag }),
          (count) => text('untaggedCount', { count, tag }),
        ),
      );
    },
  };
}
