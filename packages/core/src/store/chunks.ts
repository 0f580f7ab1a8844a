import { requirePath, type ByteStore } from './bytes.js'
import { createChunkDatabase } from './chunksDatabase.js'
import { openChunkFile, type ChunkFileOptions } from './chunksFile.js'
import { createChunkProofs } from './chunksProof.js'
import { createChunkReader } from './chunksReader.js'
import { createChunkWriter } from './chunksWriter.js'

/** Larger ones are no faster, and three of them are the memory a file takes (measured, docs/architecture.md). */
const CHUNK_SIZE = 8 * 1024 * 1024

/** Bytes in IndexedDB, for where the file system can't be written to. Works in every context. */
export function createChunkStore(namespace: string, options: Partial<ChunkFileOptions> = {}): ByteStore {
  const { chunkSize = CHUNK_SIZE, timeout = systemTimeout } = options
  const database = createChunkDatabase(namespace)
  const proofs = createChunkProofs(database, timeout)
  const writer = createChunkWriter(database, proofs)
  return {
    ...createChunkReader(namespace, database),
    async open(key, epoch) {
      return openChunkFile(database, writer.put, proofs, {
        path: requirePath('indexeddb', key),
        epoch,
        chunkSize,
        timeout,
      })
    },
    putWhole: (bodies, epoch) =>
      writer.putWhole(
        bodies.map(({ key, bytes }) => ({ path: requirePath('indexeddb', key), bytes })),
        epoch,
      ),
  }
}

function systemTimeout(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
