import * as fake from 'fake-indexeddb';

/** Gives a test an IndexedDB of its own, empty; also what `idb` looks for by name. */
export function createFakeDatabases(): void {
  const { IDBCursor, IDBCursorWithValue, IDBDatabase, IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore, IDBRequest, IDBTransaction } =
    fake;
  const classes = {
    IDBCursor,
    IDBCursorWithValue,
    IDBDatabase,
    IDBFactory,
    IDBIndex,
    IDBKeyRange,
    IDBObjectStore,
    IDBRequest,
    IDBTransaction,
  };
  Object.assign(globalThis, { ...classes, indexedDB: new IDBFactory() });
}
