import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb'
import { createReopened } from '../platform/reopened.js'
import { SCHEMA, type Rows, type TableName } from './rows.js'
import type { Key, ListOptions, Tables, Transaction } from './tables.js'

/**
 * The journal on disk. The database is opened without naming a version and grown by what is missing: a worker of an
 * older deploy can open what a newer page made, and the other way round.
 */
export function createIndexedDBTables(name: string): Tables {
  const database = createReopened((onClosed) => openAndGrow(name, onClosed))
  return {
    kind: 'indexeddb',
    async transaction(mode, tables, body) {
      const { tx } = await database.begin(
        (db) => db.transaction([...tables], mode, { durability: 'strict' }) as AnyTransaction,
      )
      try {
        const result = await body(createTransaction(tx))
        await tx.done
        return result
      } catch (error) {
        abortQuietly(tx)
        throw error
      }
    },
    close: database.close,
  }
}

type AnyTransaction = IDBPTransaction<unknown, string[], IDBTransactionMode>

async function openAndGrow(name: string, onClosed: () => void): Promise<IDBPDatabase> {
  const callbacks = (close: () => void) => ({
    upgrade(
      _db: IDBPDatabase,
      _old: number,
      _new: number | null,
      tx: IDBPTransaction<unknown, string[], 'versionchange'>,
    ) {
      grow(tx)
    },
    // Another tab or a newer deploy wants to grow it: never stand in the way.
    blocking: close,
    terminated: onClosed,
  })
  let db: IDBPDatabase | undefined
  const close = () => {
    db?.close()
    onClosed()
  }
  db = await openDB(name, undefined, callbacks(close))
  // Another tab may grow it at the same time and win: then our version number is too low, and we look again.
  for (let tries = 0; !isComplete(db); tries++) {
    const next: number = db.version + 1
    db.close()
    db = await openDB(name, next, callbacks(close)).catch((error: unknown) => {
      if (tries > 3 || !(error instanceof DOMException) || error.name !== 'VersionError') throw error
      return openDB(name, undefined, callbacks(close))
    })
  }
  return db
}

function isComplete(db: IDBPDatabase): boolean {
  const names = Object.keys(SCHEMA) as TableName[]
  if (names.some((table) => !db.objectStoreNames.contains(table))) return false
  const tx = db.transaction(names, 'readonly')
  return names.every((table) =>
    Object.keys(SCHEMA[table].indexes).every((index) => tx.objectStore(table).indexNames.contains(index)),
  )
}

function grow(tx: IDBPTransaction<unknown, string[], 'versionchange'>): void {
  for (const [table, { key, indexes }] of Object.entries(SCHEMA)) {
    const store = tx.db.objectStoreNames.contains(table)
      ? tx.objectStore(table)
      : tx.db.createObjectStore(table, { keyPath: [...key] })
    for (const [index, path] of Object.entries(indexes)) {
      if (!store.indexNames.contains(index)) store.createIndex(index, [...path])
    }
  }
}

function abortQuietly(tx: AnyTransaction): void {
  tx.done.catch(() => undefined)
  try {
    tx.abort()
  } catch {
    // It has ended already: there is nothing to undo.
  }
}

function createTransaction(tx: AnyTransaction): Transaction {
  return {
    async get<T extends TableName>(table: T, key: Key) {
      return (await tx.objectStore(table).get([...key])) as Rows[T] | undefined
    },
    async put(table, row) {
      await tx.objectStore(table).put!(row)
    },
    async delete(table, key) {
      await tx.objectStore(table).delete!([...key])
    },
    async list<T extends TableName>(table: T, options: ListOptions = {}) {
      const store = tx.objectStore(table)
      const source = options.index === undefined ? store : store.index(options.index)
      return (await source.getAll(toRange(options), options.limit)) as Rows[T][]
    },
  }
}

function toRange({ prefix, after }: ListOptions): IDBKeyRange | null {
  // An array sorts behind every string and number: the end of all keys that begin with the prefix.
  const end = prefix && [...prefix, []]
  if (after && end) return IDBKeyRange.bound([...after], end, true)
  if (after) return IDBKeyRange.lowerBound([...after], true)
  return prefix ? IDBKeyRange.bound([...prefix], end) : null
}
