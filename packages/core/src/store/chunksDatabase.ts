import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import { createReopened } from '../platform/reopened.js'
import { FencedError } from './bytes.js'

/** Path, offset and length: what there is can be told from keys alone. */
export type ChunkKey = [path: string, offset: number, length: number]

interface Schema extends DBSchema {
  files: { key: string; value: { epoch: number } }
  chunks: { key: ChunkKey; value: Blob | ArrayBuffer }
}

type Mode = 'readonly' | 'readwrite'
export type ChunkTransaction<M extends Mode = Mode> = IDBPTransaction<Schema, ['files', 'chunks'], M>

/** Bytes in IndexedDB, in a database of their own: the journal's stays small. */
export interface ChunkDatabase {
  /** All or nothing, and durable when it resolves. Inside `body` only the transaction may be awaited. */
  run<M extends Mode, Result>(mode: M, body: (tx: ChunkTransaction<M>) => Promise<Result>): Promise<Result>
}

export function createChunkDatabase(namespace: string): ChunkDatabase {
  const database = createReopened((onClosed) => openChunks(`longhaul:${namespace}:bytes`, onClosed))
  return {
    async run(mode, body) {
      const { tx } = await database.begin((db) =>
        db.transaction(['files', 'chunks'], mode, { durability: 'strict' }),
      )
      try {
        const result = await body(tx)
        await tx.done
        return result
      } catch (error) {
        throw await endOf(tx, error)
      }
    },
  }
}

async function openChunks(name: string, onClosed: () => void): Promise<IDBPDatabase<Schema>> {
  // No version is named, so that an older deploy can open what a newer one has grown.
  const db = await openDB<Schema>(name, undefined, {
    upgrade(db) {
      db.createObjectStore('files')
      db.createObjectStore('chunks')
    },
    // WebKit keeps whoever waits for us waiting for ever.
    blocking() {
      db.close()
      onClosed()
    },
    terminated: onClosed,
  })
  return db
}

/** Why it failed: a full disk is told by the transaction's own error only, a refused Blob in WebKit by none at all. */
async function endOf(
  tx: IDBPTransaction<Schema, ['files', 'chunks'], Mode>,
  error: unknown,
): Promise<unknown> {
  try {
    tx.abort()
  } catch {
    // It has ended already.
  }
  const reason: unknown = await tx.done.then(
    () => error,
    (reason: unknown) => reason,
  )
  return reason instanceof DOMException && reason.name !== 'AbortError' ? reason : error
}

/** Every write begins with it: a tab that was thought dead may write nothing. */
export async function refuseWhereLost(tx: ChunkTransaction, path: string, epoch: number): Promise<void> {
  const file = await tx.objectStore('files').get(path)
  if (file?.epoch !== epoch) throw new FencedError()
}

/** Every chunk of a file. */
export function chunksOf(path: string): IDBKeyRange {
  // An array sorts behind every number: the end of all keys that begin with the path.
  return IDBKeyRange.bound([path], [path, []])
}

/** The keys of a body without a hole, and of what lies behind one. */
export function untilHole(keys: readonly ChunkKey[]): {
  body: readonly ChunkKey[]
  rest: readonly ChunkKey[]
  size: number
} {
  let size = 0
  const [body, rest]: [ChunkKey[], ChunkKey[]] = [[], []]
  for (const key of keys) {
    const [, offset, length] = key
    if (offset !== size) {
      rest.push(key)
      continue
    }
    body.push(key)
    size += length
  }
  return { body, rest, size }
}
