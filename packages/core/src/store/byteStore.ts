import { probeKey, type ByteStore } from './bytes.js'
import { createChunkStore } from './chunks.js'
import { createOpfsStore } from './opfs.js'
import { keepSmallBodies } from './smallBodies.js'

/** A browser whose storage is ill may never answer; the engine does not wait for it. */
const PROBE_LIMIT_MS = 3_000

/**
 * The best place that this context can write to, found by writing: the origin's private file system (in a dedicated
 * worker), else IndexedDB.
 */
export async function createByteStore(
  namespace: string,
  candidates: readonly ByteStore[] = placesOf(namespace),
): Promise<ByteStore> {
  for (const store of candidates.slice(0, -1))
    if (await within(PROBE_LIMIT_MS, keepsBytes(store))) return store
  // There is no choice left to ask for: the journal is on this disk, and where it refuses it is full, or answers later.
  return candidates.at(-1)!
}

/** From the best on. */
function placesOf(namespace: string): readonly ByteStore[] {
  const [files, database] = [createOpfsStore(namespace), createChunkStore(namespace)]
  // To make a file takes Firefox 80 ms, as long as two hundred rows of its database (measured). Chromium makes one in ten,
  // and its database does not survive a full disk.
  const isFirefox = navigator.userAgent.includes('Firefox/')
  return [isFirefox ? keepSmallBodies(files, database) : files, database]
}

/** Opens, writes, flushes, reads and deletes: methods that are there refuse in private modes. */
async function keepsBytes(store: ByteStore): Promise<boolean> {
  const key = probeKey(store.kind)
  try {
    const file = await store.open(key, 1)
    await file.append(new Uint8Array([1]))
    await file.flush()
    await file.close()
    const body = await store.read(key)
    return file.size === 1 && (await body?.arrayBuffer())?.byteLength === 1
  } catch (error) {
    // What it cannot take now it has kept before.
    return error instanceof DOMException && error.name === 'QuotaExceededError'
  } finally {
    await store.delete([key]).catch(() => undefined)
  }
}

async function within(limitMs: number, answer: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
