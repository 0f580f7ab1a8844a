import { FencedError, type ByteFile } from './bytes.js'
import {
  chunksOf,
  refuseWhereLost,
  untilHole,
  type ChunkDatabase,
  type ChunkTransaction,
} from './chunksDatabase.js'
import type { ChunkProofs } from './chunksProof.js'
import type { ChunkWriter } from './chunksWriter.js'

export interface ChunkFileOptions {
  readonly chunkSize: number
  /** Calls back once, and returns its own cancel. */
  readonly timeout: (callback: () => void, delayMs: number) => () => void
}

/** What comes slowly is kept after this time at the latest: no more than that is lost to a SIGKILL. */
const HELD_MS = 1_000

/** One is written to the disk while the next is handed over; more would only fill the memory. */
const PUTS_AT_ONCE = 2

export async function openChunkFile(
  database: ChunkDatabase,
  write: ChunkWriter['put'],
  proofs: ChunkProofs,
  { path, epoch, chunkSize, timeout }: ChunkFileOptions & { path: string; epoch: number },
): Promise<ByteFile> {
  let kept = await claim(database, path, epoch)
  let held: Uint8Array<ArrayBuffer>[] = []
  let heldSize = 0
  let failure: { error: unknown } | undefined
  let cancelTimer: (() => void) | undefined
  const puts = new Set<Promise<void>>()

  const drop = () => {
    cancelTimer?.()
    cancelTimer = undefined
    const dropped = held
    held = []
    heldSize = 0
    return dropped
  }
  /** Hands over what is held, once there is room for it. */
  const hand = async () => {
    while (puts.size >= PUTS_AT_ONCE) await Promise.race(puts)
    if (heldSize === 0 || failure) return
    const [offset, length] = [kept, heldSize]
    kept += length
    const put = write({ path, epoch, offset, length }, drop())
      .then(() => proofs.look(path, epoch))
      .catch((error: unknown) => {
        failure ??= { error }
      })
      .finally(() => puts.delete(put))
    puts.add(put)
  }
  /** Brings the size back to what the disk has before it tells the failure, so that the file can be gone on with. */
  const throwFailure = async () => {
    if (!failure) return
    const { error } = failure
    await Promise.all(puts)
    drop()
    if (!(error instanceof FencedError)) {
      kept = await trim(database, path, epoch)
      failure = undefined
    }
    throw error
  }
  const flush = async () => {
    await hand()
    await Promise.all(puts)
    await throwFailure()
  }
  return {
    get size() {
      return kept + heldSize
    },
    async append(bytes) {
      await throwFailure()
      if (bytes.byteLength === 0) return
      held.push(bytes.slice())
      heldSize += bytes.byteLength
      cancelTimer ??= timeout(() => void hand(), HELD_MS)
      if (heldSize >= chunkSize) await hand()
    },
    async flush() {
      await flush()
      // Where nothing was held nobody has asked yet whether the file is still ours.
      await database.run('readonly', (tx) => refuseWhereLost(tx, path, epoch))
    },
    async clear() {
      drop()
      await Promise.all(puts)
      await database.run('readwrite', async (tx) => {
        await refuseWhereLost(tx, path, epoch)
        await tx.objectStore('chunks').delete(chunksOf(path))
      })
      failure = undefined
      kept = 0
    },
    async close() {
      await flush()
      await proofs.settle(path, epoch).catch((error: unknown) => {
        failure ??= { error }
      })
      await throwFailure()
    },
  }
}

/** Takes the file over and gives the size it has. In one transaction: an old page's puts may still be on their way. */
function claim(database: ChunkDatabase, path: string, epoch: number): Promise<number> {
  return database.run('readwrite', async (tx) => {
    const file = await tx.objectStore('files').get(path)
    if (file && file.epoch > epoch) throw new FencedError()
    await tx.objectStore('files').put({ epoch }, path)
    return trimWithin(tx, path)
  })
}

function trim(database: ChunkDatabase, path: string, epoch: number): Promise<number> {
  return database.run('readwrite', async (tx) => {
    await refuseWhereLost(tx, path, epoch)
    return trimWithin(tx, path)
  })
}

async function trimWithin(tx: ChunkTransaction<'readwrite'>, path: string): Promise<number> {
  const chunks = tx.objectStore('chunks')
  const { rest, size } = untilHole(await chunks.getAllKeys(chunksOf(path)))
  for (const key of rest) await chunks.delete(key)
  return size
}
