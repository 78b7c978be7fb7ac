import * as v from 'valibot';
import { Application } from '../../contract/application.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Api } from '../api/client.ts';
import { ProblemError, TryLater } from '../api/errors.ts';
import { oneAtATime } from '../api/one-at-a-time.ts';
import type { Owner } from '../api/owner.ts';
import type { Library } from '../library/library.ts';
import { backoffMs, MAY_BE_THE_ENTRY } from '../outbox/backoff.ts';
import { fitSnapshot } from '../outbox/fit-body.ts';
import { changesOf, type EditConflict, type Edits, type EditTrouble, type KeptEdit } from './edits.ts';
import { knew, knewAll } from './seen.ts';

export interface EditSending {
  edits: Edits;
  /** Bound to `owner`. */
  api: Pick<Api, 'call'>;
  library: Pick<Library, 'get' | 'put'>;
  owner: Owner;
  now?: (() => number) | undefined;
  random?: (() => number) | undefined;
}

/** What became of one application's edits. */
export type EditSent = { accepted: Application } | { conflict: EditConflict } | { refused: Problem } | { postponed: EditTrouble };

/** One sender of an account's edits at a time, whichever page or worker it is in, so that nobody is in conflict with themselves. */
export const inTurn = <Sent>({ server, userId }: Owner, send: () => Promise<Sent>): Promise<Sent> =>
  oneAtATime(`jackdaw-edits ${server} ${userId}`, send);

/** No change number is as high: what comes after it is a small answer out of the same tables. */
const AFTER_ALL = '9'.repeat(15);

/**
 * After something failed for which itself or the server may be to blame: asks the server something else. Throws where that fails too, and
 * the failure itself where no doubt was possible; resolves to it where the server answers.
 */
export async function blameWhatWasSent(api: Pick<Api, 'call'>, error: unknown): Promise<TryLater> {
  if (!(error instanceof TryLater) || !MAY_BE_THE_ENTRY.has(error.reason)) throw error;
  try {
    await api.call('listChanges', { query: { after: AFTER_ALL, limit: '1' } });
  } catch (answer) {
    // A refusal is an answer.
    if (!(answer instanceof ProblemError)) throw answer;
  }
  return error;
}

/** What an edit may say that it was made on: what is known here, where nothing there is new to the person. */
export function basisOf(kept: KeptEdit, known: Application | undefined): number {
  return known && knewAll(kept, known) ? Math.max(kept.basedOn, known.changeNumber) : kept.basedOn;
}

/**
 * Sends what waits of one application, all of it as one change; the server merges it. What it would replace is in conflict only where the
 * person never saw it. Where the server fails on this edit and on nothing else, it waits by itself. Resolves to `null` where nothing may be
 * sent now; throws what the client throws but refusals, and then all is still kept.
 */
export async function sendEdit(sending: EditSending, id: string): Promise<EditSent | null> {
  const { edits, api, library, owner, now = Date.now, random = Math.random } = sending;
  return await inTurn(owner, async () => {
    const kept = await edits.get(owner, id);
    const changes = kept && changesOf(kept);
    if (!kept || !changes || kept.conflict !== null || kept.refused !== null) return null;
    let basedOn = basisOf(kept, await library.get(id));
    let { snapshot } = kept;
    for (;;) {
      try {
        const read = snapshot ? { snapshot: snapshot.text, capturedAt: snapshot.capturedAt } : {};
        const body = fitSnapshot({ basedOn, changes, ...read });
        const accepted = await api.call('editApplication', { params: { id }, body });
        // The edit last: should this end in between, it is sent once more and changes nothing.
        await library.put(accepted);
        await edits.accept(owner, [{ sent: kept.parts.length, snapshot: kept.snapshot, now: accepted }]);
        return { accepted };
      } catch (error) {
        if (!(error instanceof ProblemError)) {
          const { reason, retryAfterMs } = await blameWhatWasSent(api, error);
          const attempts = (kept.trouble?.attempts ?? 0) + 1;
          const notBefore = now() + Math.max(retryAfterMs ?? 0, backoffMs(attempts, random()));
          const postponed = { reason, attempts, lastAttemptAt: now(), notBefore };
          await edits.postpone(owner, id, postponed);
          return { postponed };
        }
        const { code, conflicts = [] } = error.problem;
        const current = v.safeParse(Application, error.problem.current);
        // A server of the version before takes none, and the changes must not be refused for it.
        if (code === 'invalid_input' && snapshot) {
          snapshot = null;
          continue;
        }
        if (code !== 'conflict' || !current.success) {
          await edits.refuse(owner, id, error.problem);
          return { refused: error.problem };
        }
        // In conflict with oneself: it was sent before, and the answer got lost.
        if (current.output.changeNumber > basedOn && knewAll(kept, current.output)) {
          basedOn = current.output.changeNumber;
          continue;
        }
        const strange = conflicts.filter(({ field, theirs }) => !knew(kept, field, theirs));
        const conflict = { fields: strange.length > 0 ? strange : conflicts, current: current.output };
        await edits.setConflict(owner, id, conflict);
        return { conflict };
      }
    }
  });
}
