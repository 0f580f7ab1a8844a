import { createJournal, damagedError, type Journal } from '../journal/journal.js'
import { createIndexedDBTables } from '../journal/indexedDB.js'
import { createMemoryTables } from '../journal/memory.js'
import type { Tables } from '../journal/tables.js'
import { createByteReaders } from '../store/byteReaders.js'
import type { ByteStore } from '../store/bytes.js'
import { createCacheStore } from '../store/cache.js'
import { createMemoryStore } from '../store/memory.js'
import { createMemoryBytes } from '../store/memoryBytes.js'
import { createRoutedStore } from '../store/routed.js'
import type { ResponseStore } from '../store/store.js'

export interface Storage {
  readonly journal: Journal
  readonly store: ResponseStore
  /** Where our own engine keeps bytes when nothing may be on the device; `null` where it opens its own. */
  readonly memoryBytes: ByteStore | null
}

interface StorageInit {
  readonly namespace: string
  readonly kind: 'device' | 'memory'
  readonly onStorageError: (error: unknown) => void
}

/** Opens what the device has. Where IndexedDB refuses (private mode, blocked storage), memory serves for this page. */
export async function openStorage({ namespace, kind, onStorageError }: StorageInit): Promise<Storage> {
  const tables = kind === 'device' ? await openTables(namespace, onStorageError) : createMemoryTables()
  const journal = createJournal(tables, { onDamaged: (row) => onStorageError(damagedError(row)) })
  const hasCache = kind === 'device' && typeof caches !== 'undefined'
  const cache = hasCache ? createCacheStore(namespace) : createMemoryStore()
  const memoryBytes = tables.kind === 'memory' ? createMemoryBytes() : null
  const bytes = memoryBytes ? [memoryBytes] : createByteReaders(namespace)
  return { journal, memoryBytes, store: createRoutedStore({ cache, bytes }) }
}

async function openTables(namespace: string, onStorageError: (error: unknown) => void): Promise<Tables> {
  if (typeof indexedDB === 'undefined') return createMemoryTables()
  const tables = createIndexedDBTables(`longhaul:${namespace}`)
  try {
    // Some private modes open a database and then refuse to write to it: only a write tells.
    await tables.transaction('readwrite', ['outbox'], (tx) => tx.delete('outbox', ['', 0]))
    return tables
  } catch (error) {
    tables.close()
    onStorageError(error)
    return createMemoryTables()
  }
}
