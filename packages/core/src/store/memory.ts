import type { ResponseStore } from './store.js'

/** The memory twin, for where there is no Cache Storage, and for tests. */
export function createMemoryStore(): ResponseStore {
  const blobs = new Map<string, Blob>()
  return {
    kind: 'memory',
    async put(key, response) {
      blobs.set(key, await response.blob())
    },
    async read(key) {
      return blobs.get(key) ?? null
    },
    async delete(keys) {
      for (const key of keys) blobs.delete(key)
    },
    async keys() {
      return [...blobs.keys()]
    },
  }
}
