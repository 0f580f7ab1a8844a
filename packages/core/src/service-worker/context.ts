import { createLocks, type Locks } from '../channel/locks.js'
import { createAnnouncements, type Announcements } from '../channel/announcements.js'
import { createIndexedDBTables } from '../journal/indexedDB.js'
import { createJournal, damagedError, type Journal } from '../journal/journal.js'
import { createByteReaders } from '../store/byteReaders.js'
import { createCacheStore } from '../store/cache.js'
import { createRoutedStore } from '../store/routed.js'
import type { ResponseStore } from '../store/store.js'

/** What the worker's parts share. Nothing is opened before it is used. */
export interface WorkerContext {
  readonly namespace: string
  readonly journal: Journal
  readonly store: ResponseStore
  readonly locks: Locks
  readonly announcements: Announcements
}

export function createWorkerContext(
  namespace: string,
  onStorageError?: (error: unknown) => void,
): WorkerContext {
  const tables = createIndexedDBTables(`longhaul:${namespace}`)
  return {
    namespace,
    journal: createJournal(tables, { onDamaged: (row) => onStorageError?.(damagedError(row)) }),
    store: createRoutedStore({ cache: createCacheStore(namespace), bytes: createByteReaders(namespace) }),
    locks: createLocks(namespace),
    announcements: createAnnouncements(namespace),
  }
}
