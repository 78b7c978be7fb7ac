import * as v from 'valibot';
import { Application } from '../../contract/application.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Api } from '../api/client.ts';
import { ProblemError } from '../api/errors.ts';
import { oneAtATime } from '../api/one-at-a-time.ts';
import type { Owner } from '../api/owner.ts';
import type { Library } from '../library/library.ts';
import { changesOf, type EditConflict, type Edits } from './edits.ts';
import { knew, knewAll } from './seen.ts';

export interface EditSending {
  edits: Edits;
  /** Bound to `owner`. */
  api: Pick<Api, 'call'>;
  library: Pick<Library, 'get' | 'put'>;
  owner: Owner;
}

/** What became of one application's edits; `null` where none may be sent now. */
export type EditSent = { accepted: Application } | { conflict: EditConflict } | { refused: Problem } | null;

/** One sender of an account's edits at a time, whichever page or worker it is in, so that nobody is in conflict with themselves. */
export const inTurn = <Sent>({ server, userId }: Owner, send: () => Promise<Sent>): Promise<Sent> =>
  oneAtATime(`jackdaw-edits ${server} ${userId}`, send);

/**
 * Sends what waits of one application, all of it as one change; the server merges it. What it would replace is in conflict only where the
 * person never saw it. Throws what the client throws but refusals; then all is still kept.
 */
export async function sendEdit({ edits, api, library, owner }: EditSending, id: string): Promise<EditSent> {
  return await inTurn(owner, async () => {
    const kept = await edits.get(owner, id);
    const changes = kept && changesOf(kept);
    if (!kept || !changes || kept.conflict !== null || kept.refused !== null) return null;
    const known = await library.get(id);
    let basedOn = known && knewAll(kept, known) ? Math.max(kept.basedOn, known.changeNumber) : kept.basedOn;
    for (;;) {
      try {
        const accepted = await api.call('editApplication', { params: { id }, body: { basedOn, changes } });
        // The edit last: should this end in between, it is sent once more and changes nothing.
        await library.put(accepted);
        await edits.accept(owner, [{ sent: kept.parts.length, now: accepted }]);
        return { accepted };
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const { code, conflicts = [] } = error.problem;
        const current = v.safeParse(Application, error.problem.current);
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
