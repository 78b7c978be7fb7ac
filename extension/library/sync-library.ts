import type { Api } from '../api/client.ts';
import { oneAtATime } from '../api/one-at-a-time.ts';
import type { Library } from './library.ts';

/**
 * Brings the library up to the server's state and resolves to the number of applications that came. Throws what the client throws;
 * pages that arrived stay, and the next sync goes on after them.
 */
export async function syncLibrary(api: Pick<Api, 'call'>, library: Library): Promise<number> {
  return await oneAtATime(`jackdaw-sync ${library.owner.server} ${library.owner.userId}`, async () => {
    let received = 0;
    for (;;) {
      const after = await library.changeNumber();
      const { changes, changeNumber, more } = await api.call('listChanges', { query: { after: String(after) } });
      if (changeNumber < after) {
        // The server was restored from a backup: what we know after that point is of a future that never was.
        await library.clear();
        received = 0;
        continue;
      }
      const last = changes.at(-1)?.changeNumber ?? after;
      await library.applyChanges(changes, more ? last : changeNumber);
      received += changes.length;
      // A page that says "more" and does not move on would be asked for for ever.
      if (!more || last <= after) return received;
    }
  });
}
