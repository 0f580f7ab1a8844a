import { byteKey, bytePath, type ByteStore } from './bytes.js'

/** What the database takes by value; larger bodies are worth a file. */
const LARGEST = 64 * 1024

/** Files in one place, and small bodies that come whole in a database, for where a file of its own costs too much. */
export function keepSmallBodies(files: ByteStore, database: ByteStore): ByteStore {
  const isIn = (store: ByteStore, key: string) => bytePath(store.kind, key) !== null
  return {
    kind: files.kind,
    open: (key, epoch) => files.open(key, epoch),
    wholeKey: (path, size) => byteKey(size <= LARGEST ? database.kind : files.kind, path),
    async putWhole(bodies, epoch) {
      for (const store of [database, files]) {
        const own = bodies.filter(({ key }) => isIn(store, key))
        if (own.length > 0) await store.putWhole(own, epoch)
      }
    },
    read: (key) => (isIn(database, key) ? database : files).read(key),
    async delete(keys) {
      for (const store of [database, files]) await store.delete(keys)
    },
    keys: async () => [...(await files.keys()), ...(await database.keys())],
  }
}
