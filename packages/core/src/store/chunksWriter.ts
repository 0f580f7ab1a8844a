import { FencedError } from './bytes.js'
import { refuseWhereLost, type ChunkDatabase, type ChunkKey } from './chunksDatabase.js'

export interface Chunk {
  readonly path: string
  readonly epoch: number
  readonly offset: number
  readonly length: number
}

/** Resolves when the chunk outlives a SIGKILL. */
export type ChunkWriter = (chunk: Chunk, bytes: readonly Uint8Array<ArrayBuffer>[]) => Promise<void>

/** Chunks as Blobs, which are handed out by reference; as ArrayBuffers where the browser keeps no Blobs. */
export function createChunkWriter(database: ChunkDatabase): ChunkWriter {
  let probing: Promise<boolean> | undefined
  const put = ({ path, epoch, offset, length }: Chunk, value: Blob | ArrayBuffer) =>
    database.run('readwrite', async (tx) => {
      await refuseWhereLost(tx, path, epoch)
      await tx.objectStore('chunks').put(value, [path, offset, length])
    })
  const putBuffer = async (chunk: Chunk, bytes: readonly Uint8Array<ArrayBuffer>[]) => {
    const buffer = await toBuffer(bytes)
    try {
      await put(chunk, buffer)
    } catch (error) {
      throw error instanceof DOMException ? noRoom(error) : error
    }
  }
  return async (chunk, bytes) => {
    probing ??= keepsBlobs(database)
    if (!(await probing)) return putBuffer(chunk, bytes)
    try {
      return await put(chunk, new Blob([...bytes]))
    } catch (error) {
      if (
        error instanceof FencedError ||
        (error instanceof DOMException && error.name === 'QuotaExceededError')
      )
        throw error
      // Chromium refuses single Blobs ("DataError … InvalidBlob") once a page has made more than a GiB of them.
      return putBuffer(chunk, bytes)
    }
  }
}

/** Belongs to no file: every path of a file is longer. */
const PROBE: ChunkKey = ['', 0, 1]

/** Private WebKit takes a Blob and aborts the transaction, with no error to tell it by: only trying tells. */
async function keepsBlobs(database: ChunkDatabase): Promise<boolean> {
  try {
    await database.run('readwrite', (tx) =>
      tx.objectStore('chunks').put(new Blob([new Uint8Array(1)]), PROBE),
    )
    const kept = await database.run('readonly', (tx) => tx.objectStore('chunks').get(PROBE))
    const size = kept instanceof Blob ? (await kept.arrayBuffer()).byteLength : null
    await database.run('readwrite', (tx) => tx.objectStore('chunks').delete(PROBE))
    return size === 1
  } catch {
    return false
  }
}

/** WebKit says of a full disk “UnknownError” or “AbortError” (measured); plain bytes are refused for nothing else. */
function noRoom({ name, message }: DOMException): DOMException {
  return new DOMException(`IndexedDB takes no more bytes. ${name}: ${message}`, 'QuotaExceededError')
}

function toBuffer(bytes: readonly Uint8Array<ArrayBuffer>[]): Promise<ArrayBuffer> {
  return new Blob([...bytes]).arrayBuffer()
}
