import { bytePath, type ByteReader } from './bytes.js'
import type { ResponseStore } from './store.js'

interface RoutedStoreInit {
  /** Where responses are put, and what keys without a scheme are read from. */
  readonly cache: ResponseStore
  /** Where the fallback engine's bytes may be. Of two of a kind the first is asked. */
  readonly bytes: readonly ByteReader[]
}

/** One store over every place where finished bytes lie: a key's scheme tells which. */
export function createRoutedStore({ cache, bytes }: RoutedStoreInit): ResponseStore {
  const readers = bytes.filter(({ kind }, at) => bytes.findIndex((other) => other.kind === kind) === at)
  const readerOf = (key: string) => readers.find(({ kind }) => bytePath(kind, key) !== null)
  return {
    kind: cache.kind,
    put: (key, response) => cache.put(key, response),
    read: (key) => (readerOf(key) ?? cache).read(key),
    async delete(keys) {
      for (const store of [cache, ...readers]) {
        const own = keys.filter((key) => (readerOf(key) ?? cache) === store)
        if (own.length > 0) await store.delete(own)
      }
    },
    async keys() {
      const lists = await Promise.all([cache, ...readers].map((store) => store.keys()))
      return lists.flat()
    },
  }
}
