import * as v from 'valibot';
import { Application } from '../../contract/application.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Api } from '../api/client.ts';
import { ProblemError } from '../api/errors.ts';
import { oneAtATime } from '../api/one-at-a-time.ts';
import type { Owner } from '../api/owner.ts';
import type { Library } from '../library/library.ts';
import { changesOf, type EditConflict, type Edits } from './edits.ts';

export interface EditSending {
  edits: Edits;
  /** Bound to `owner`. */
  api: Pick<Api, 'call'>;
  library: Pick<Library, 'put'>;
  owner: Owner;
}

/** What became of one application's edits; `null` where none may be sent now. */
export type EditSent = { accepted: Application } | { conflict: EditConflict } | { refused: Problem } | null;

/** One sender of an account's edits at a time, whichever page or worker it is in, so that nobody is in conflict with themselves. */
export const inTurn = <Sent>({ server, userId }: Owner, send: () => Promise<Sent>): Promise<Sent> =>
  oneAtATime(`jackdaw-edits ${server} ${userId}`, send);

/** Sends what waits of one application, all of it as one change; the server merges it. Throws what the client throws but refusals; then all is still kept. */
export async function sendEdit({ edits, api, library, owner }: EditSending, id: string): Promise<EditSent> {
  return await inTurn(owner, async () => {
    const kept = await edits.get(owner, id);
    const changes = kept && changesOf(kept);
    if (!kept || !changes || kept.conflict !== null || kept.refused !== null) return null;
    try {
      const accepted = await api.call('editApplication', { params: { id }, body: { basedOn: kept.basedOn, changes } });
      // The edit last: should this end in between, it is sent once more and changes nothing.
      await library.put(accepted);
      await edits.accept(owner, [{ id, sent: kept.parts.length, changeNumber: accepted.changeNumber }]);
      return { accepted };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const current = v.safeParse(Application, error.problem.current);
      if (error.problem.code === 'conflict' && current.success) {
        const conflict = { fields: error.problem.conflicts ?? [], current: current.output };
        await edits.setConflict(owner, id, conflict);
        return { conflict };
      }
      await edits.refuse(owner, id, error.problem);
      return { refused: error.problem };
    }
  });
}

/** Sends the edits of every application; what is refused or in conflict stays for the person, and the rest go on. Resolves to how many were accepted. */
export async function sendEdits(sending: EditSending): Promise<number> {
  let accepted = 0;
  for (const { id } of await sending.edits.all(sending.owner)) {
    const sent = await sendEdit(sending, id);
    if (sent && 'accepted' in sent) accepted += 1;
  }
  return accepted;
}
