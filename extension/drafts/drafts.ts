import type { DBSchema } from 'idb';
import { createDatabase } from '../database/database.ts';

/** What the person did to one field: the text that stands there, and whether they typed it or chose another reading of the page. */
export interface DraftedField {
  text: string;
  /** `null` where it was typed. */
  from: { reader: string; via: string } | null;
}

/** A review that was not saved yet: only what the person did, so that a page read again brings the rest anew. */
export interface KeptDraft {
  /** The posting's key, else the page's address. */
  key: string;
  keptAt: number;
  fields: Partial<Record<string, DraftedField>>;
  stage: string | null;
  notes: string;
  tags: string[];
}

/** What the popup keeps between two openings, on this device only. */
export interface Drafts {
  get(key: string): Promise<KeptDraft | undefined>;
  put(draft: KeptDraft): Promise<void>;
  remove(key: string): Promise<void>;
  /** The stage of the last save; `null` before the first. */
  lastStage(): Promise<string | null>;
  setLastStage(stage: string): Promise<void>;
  clear(): Promise<void>;
}

interface DraftsDatabase extends DBSchema {
  drafts: { key: string; value: KeptDraft; indexes: { keptAt: number } };
  choices: { key: 'lastStage'; value: string };
}

/** What nobody came back to in a month was not meant. */
const KEPT_FOR_MS = 30 * 86_400_000;

export function openDrafts(): Drafts {
  const database = createDatabase<DraftsDatabase>('jackdaw-drafts', 1, (db) => {
    db.createObjectStore('drafts', { keyPath: 'key' }).createIndex('keptAt', 'keptAt');
    db.createObjectStore('choices');
  });
  return {
    async get(key) {
      return await (await database()).get('drafts', key);
    },
    async put(draft) {
      const transaction = (await database()).transaction('drafts', 'readwrite');
      const old = await transaction.store.index('keptAt').getAllKeys(IDBKeyRange.upperBound(draft.keptAt - KEPT_FOR_MS));
      await Promise.all([...old.map((key) => transaction.store.delete(key)), transaction.store.put(draft), transaction.done]);
    },
    async remove(key) {
      await (await database()).delete('drafts', key);
    },
    async lastStage() {
      return (await (await database()).get('choices', 'lastStage')) ?? null;
    },
    async setLastStage(stage) {
      await (await database()).put('choices', stage, 'lastStage');
    },
    async clear() {
      const transaction = (await database()).transaction(['drafts', 'choices'], 'readwrite');
      await Promise.all([transaction.objectStore('drafts').clear(), transaction.objectStore('choices').clear(), transaction.done]);
    },
  };
}
