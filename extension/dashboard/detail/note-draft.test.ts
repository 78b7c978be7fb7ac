import { describe, expect, it } from 'vitest';
import type { ApplicationChanges } from '../../../contract/index.ts';
import { buildApplication } from '../testing/build-application.ts';
import { buildServices, OWNER } from '../testing/build-services.ts';
import { adoptNoteDrafts, keepNoteDraft } from './note-draft.ts';

/** A page that was closed while `typed` was being written over `before`, opened again where the notes are `now`. */
async function reopen({ before, typed, now }: { before: string; typed: string; now: string }) {
  const { services, kept } = buildServices(async () => {});
  const row = buildApplication({ notes: now });
  keepNoteDraft(services.storage, OWNER, row.id).put(before, typed);
  const edits: ApplicationChanges[] = [];
  const edit = async (_id: string, changes: ApplicationChanges) => void edits.push(changes);
  adoptNoteDrafts(services.storage, { ...OWNER, userId: 'somebody else' }, { find: () => row, edit });
  expect(edits).toEqual([]);
  adoptNoteDrafts(services.storage, OWNER, { find: (id) => (id === row.id ? row : undefined), edit });
  await Promise.resolve();
  return { edits, left: kept.size };
}

describe('notes that were being written when the page was closed', () => {
  it('are in the notes when it is opened again', async () => {
    expect(await reopen({ before: 'one', typed: 'one two', now: 'one' })).toEqual({ edits: [{ notes: 'one two' }], left: 0 });
  });

  it('do not replace what was written elsewhere meanwhile', async () => {
    expect(await reopen({ before: 'one', typed: 'mine', now: 'theirs' })).toEqual({ edits: [{ notes: 'theirs\n\nmine' }], left: 0 });
  });

  it('are not written twice', async () => {
    expect(await reopen({ before: '', typed: 'mine', now: 'mine' })).toEqual({ edits: [], left: 0 });
    expect(await reopen({ before: 'one', typed: 'mine', now: 'theirs\n\nmine' })).toEqual({ edits: [], left: 0 });
  });

  it('wait for an application that is not here', () => {
    const { services, kept } = buildServices(async () => {});
    keepNoteDraft(services.storage, OWNER, 'gone').put('', 'mine');
    adoptNoteDrafts(services.storage, OWNER, { find: () => undefined, edit: async () => {} });
    expect(kept.size).toBe(1);
  });
});

describe('the net under notes', () => {
  it('holds what was typed after the text that is written now', () => {
    const { services, kept } = buildServices(async () => {});
    const draft = keepNoteDraft(services.storage, OWNER, 'a');
    draft.put('', 'one');
    draft.put('', 'one two');
    draft.drop('one');
    expect(kept.size).toBe(1);
    draft.drop('one two');
    expect(kept.size).toBe(0);
  });
});
