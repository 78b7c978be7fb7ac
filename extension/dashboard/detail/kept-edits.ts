import * as v from 'valibot';
import { ApplicationChanges } from '../../../contract/index.ts';
import type { Owner } from '../../api/owner.ts';
import type { Edits } from '../../edits/edits.ts';
import type { Services } from '../services.ts';

const KeptEdits = v.record(v.string(), v.object({ basedOn: v.number(), changes: ApplicationChanges }));

/** Version 0.1.0 kept edits in this page's own storage, where the background could not see them: brings them over, once. */
export async function adoptKeptEdits(storage: Services['storage'], edits: Pick<Edits, 'add'>, owner: Owner): Promise<void> {
  const key = `edits ${owner.server} ${owner.userId}`;
  const kept = storage.getItem(key);
  if (kept === null) return;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), KeptEdits), kept);
  if (parsed.success)
    await edits.add(
      owner,
      Object.entries(parsed.output).map(([id, edit]) => ({ id, ...edit })),
    );
  storage.removeItem(key);
}
