import * as v from 'valibot';
import { ApplicationChanges } from '../../../contract/index.ts';
import type { Owner } from '../../api/owner.ts';
import type { Services } from '../services.ts';

const KeptEdits = v.record(v.string(), v.object({ basedOn: v.number(), changes: ApplicationChanges }));
export type KeptEdits = v.InferOutput<typeof KeptEdits>;

/** Edits that the server has not accepted, by application id: they outlive the page, and each owner has their own. */
export function createKeptEdits(storage: Services['storage'], owner: Owner) {
  const key = `edits ${owner.server} ${owner.userId}`;
  return {
    load(): KeptEdits {
      try {
        return v.parse(KeptEdits, JSON.parse(storage.getItem(key) ?? '{}'));
      } catch {
        return {};
      }
    },
    save(edits: KeptEdits): void {
      if (Object.keys(edits).length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(edits));
    },
  };
}
