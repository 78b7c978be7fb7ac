import { signal, type ReadonlySignal } from '@preact/signals';
import type { SaveApplicationInput } from '../../../contract/index.ts';
import { sameOwner, type Owner } from '../../api/owner.ts';
import { changesOf } from '../../edits/edits.ts';
import type { Stopped } from '../../messages/messages.ts';
import type { OutboxEntry, Pause } from '../../outbox/outbox.ts';
import { text } from '../../texts/text.ts';
import type { Toasts } from '../../ui/toasts.ts';
import type { Services } from '../services.ts';

export interface UnsentStore {
  /** This owner's and nobody's, oldest first; without those that were undone. */
  entries: ReadonlySignal<readonly OutboxEntry[]>;
  /** How many belong to somebody else who used this device; nothing more is told of them. */
  ofOthers: ReadonlySignal<number>;
  pause: ReadonlySignal<Pause | null>;
  sending: ReadonlySignal<boolean>;
  stopped: ReadonlySignal<Stopped>;
  refresh: () => Promise<void>;
  retryAll: () => Promise<void>;
  retry: (entry: OutboxEntry) => Promise<void>;
  /** False where it may be on the server already, and is to be changed there. */
  edit: (entry: OutboxEntry, body: SaveApplicationInput) => Promise<boolean>;
  /** Takes it back, with ten seconds to think again. */
  remove: (entry: OutboxEntry) => Promise<void>;
  download: (entries: readonly OutboxEntry[]) => void;
  /** Everything of this owner that no server has, edits too, as a file. */
  downloadAll: () => Promise<void>;
}

/** What is saved on this device and not accepted by the server yet: in sight, with its reason, and in the person's hands. */
export function createUnsentStore(services: Services, owner: Owner | null, toasts: Pick<Toasts, 'show'>): UnsentStore {
  const { outbox } = services;
  const entries = signal<readonly OutboxEntry[]>([]);
  const ofOthers = signal(0);
  const pause = signal<Pause | null>(null);
  const sending = signal(false);
  const stopped = signal<Stopped>(null);

  async function refresh(): Promise<void> {
    const all = (await outbox.all()).filter((entry) => entry.state !== 'withdrawn');
    const ours = (entry: OutboxEntry) => entry.owner === null || sameOwner(entry.owner, owner);
    entries.value = all.filter(ours);
    ofOthers.value = all.length - entries.value.length;
    pause.value = owner === null ? null : await outbox.pause(owner.server);
  }

  function download(chosen: readonly OutboxEntry[], edits: readonly object[]): void {
    const unsent = chosen.map(({ id, savedAt, body }) => ({ id, savedAt, ...body }));
    const content = JSON.stringify(edits.length > 0 ? { unsent, edits } : { unsent }, null, 2);
    const day = new Date(services.now()).toISOString().slice(0, 10);
    services.saveFile(new Blob([content], { type: 'application/json' }), `jackdaw-unsent-${day}.json`);
  }

  async function send(): Promise<void> {
    if (owner === null) return;
    sending.value = true;
    try {
      stopped.value = (await services.flush({ hurry: 'now' })).stopped;
    } finally {
      sending.value = false;
      await refresh();
    }
  }

  return {
    entries,
    ofOthers,
    pause,
    sending,
    stopped,
    refresh,
    async retryAll() {
      for (const entry of entries.value) await outbox.retry(entry.id);
      await send();
    },
    async retry(entry) {
      await outbox.retry(entry.id);
      await send();
    },
    async edit(entry, body) {
      const edited = await outbox.edit(entry.id, body);
      await refresh();
      services.announce('outboxChanged');
      if (edited) await send();
      return edited;
    },
    async remove(entry) {
      await outbox.withdraw(entry);
      await refresh();
      services.announce('outboxChanged');
      const undo = async () => {
        // Under a new id: the old one may be on its way to being taken back on the server.
        await outbox.add(entry.owner, entry.body);
        await refresh();
        services.announce('outboxChanged');
      };
      toasts.show({
        message: text('deletedTitle', { title: entry.body.posting.title }),
        action: { label: text('undo'), run: () => void undo() },
      });
    },
    download: (chosen) => download(chosen, []),
    async downloadAll() {
      const edits = owner === null ? [] : await services.edits.all(owner);
      const ours = (await outbox.all()).filter((entry) => entry.state !== 'withdrawn' && sameOwner(entry.owner, owner));
      download(
        ours,
        edits.map((edit) => ({ id: edit.id, basedOn: edit.basedOn, changes: changesOf(edit), snapshot: edit.snapshot })),
      );
    },
  };
}
