import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';

/** Brings a database of `oldVersion` (0: none) to the newest: one `if (oldVersion < n)` per step, append only. */
export type Upgrade<S extends DBSchema> = (
  database: IDBPDatabase<S>,
  oldVersion: number,
  transaction: IDBPTransaction<S, StoreNames<S>[], 'versionchange'>,
) => void;

/**
 * Opens an IndexedDB database at its first use and again after it was closed under us: by a newer version of the extension that wants
 * to upgrade it (we must let go, or the upgrade hangs), or by the browser.
 */
export function createDatabase<S extends DBSchema>(name: string, version: number, upgrade: Upgrade<S>): () => Promise<IDBPDatabase<S>> {
  let opening: Promise<IDBPDatabase<S>> | null = null;
  const forget = () => {
    opening = null;
  };
  return () => {
    opening ??= openDB<S>(name, version, {
      upgrade: (database, oldVersion, _newVersion, transaction) => upgrade(database, oldVersion, transaction),
      blocking: (_current, _wanted, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  };
}
