/** What the engine has measured of this machine, kept in a small database of the worker's own: nothing of a person's is in it. */

const DATABASE = 'cutpaste-device';
const STORE = 'notes';

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });
}

/** Opened for each use: it is used once or twice a run, and must not stand in the way of a deletion. */
async function withStore<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answerOf(opening);
  try {
    return await answerOf(use(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

export const deviceNotes = {
  read: (key: string): Promise<unknown> =>
    withStore<unknown>('readonly', (store) => store.get(key) as IDBRequest<unknown>),
  write: async (key: string, value: unknown): Promise<void> =>
    void (await withStore('readwrite', (store) => store.put(value, key))),
};
