import { FencedError } from './bytes.js'
import {
  chunksOf,
  refuseWhereLost,
  type ChunkDatabase,
  type ChunkKey,
  type ChunkTransaction,
} from './chunksDatabase.js'
import type { ChunkProofs } from './chunksProof.js'

export interface Chunk {
  readonly path: string
  readonly epoch: number
  readonly offset: number
  readonly length: number
}

interface Body {
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface ChunkWriter {
  /** Resolves when the chunk outlives a SIGKILL. */
  put(chunk: Chunk, bytes: Bytes): Promise<void>
  /** Files of one chunk each, in place of what was there. */
  putWhole(bodies: readonly Body[], epoch: number): Promise<void>
}

/**
 * The most that is kept by value. Up to here a Blob of its own would cost more than its bytes; above it, bodies that are
 * handed out by the hundred would fill the memory (docs/decisions/007).
 */
const SMALL_BODY = 64 * 1024

type Value = Blob | ArrayBuffer
type Bytes = readonly Uint8Array<ArrayBuffer>[]

/** Chunks as Blobs, which are handed out by reference; as ArrayBuffers where the browser keeps no Blobs. */
export function createChunkWriter(database: ChunkDatabase, proofs: ChunkProofs): ChunkWriter {
  let probing: Promise<boolean> | undefined
  const writeLarge = async (chunks: readonly Bytes[], write: (values: readonly Value[]) => Promise<void>) => {
    const writeBuffers = async () => {
      const buffers = await Promise.all(chunks.map(toBuffer))
      await orNoRoom(write(buffers))
    }
    probing ??= keepsBlobs(database)
    if (!(await probing)) return writeBuffers()
    try {
      return await write(chunks.map((bytes) => new Blob([...bytes])))
    } catch (error) {
      if (
        error instanceof FencedError ||
        (error instanceof DOMException && error.name === 'QuotaExceededError')
      )
        throw error
      // Chromium refuses single Blobs ("DataError … InvalidBlob") once a page has made more than a GiB of them.
      return writeBuffers()
    }
  }
  const writeBodies = (bodies: readonly Body[], values: readonly Value[], epoch: number) =>
    database.run('readwrite', async (tx) => {
      await Promise.all(bodies.map((body, at) => putBody(tx, body, values[at]!, epoch)))
    })
  return {
    put: ({ path, epoch, offset, length }, bytes) =>
      writeLarge([bytes], ([value]) =>
        database.run('readwrite', async (tx) => {
          await refuseWhereLost(tx, path, epoch)
          await tx.objectStore('chunks').put(value!, [path, offset, length])
          if (value instanceof Blob) proofs.note([path, offset, length], value)
        }),
      ),
    async putWhole(bodies, epoch) {
      // To wait for the proof of a Blob would cost more than the bytes do.
      const isByValue = (body: Body) => proofs.areNeeded || isSmall(body)
      const [small, large] = [bodies.filter(isByValue), bodies.filter((body) => !isByValue(body))]
      if (small.length > 0) await orNoRoom(writeBodies(small, small.map(copyOf), epoch))
      if (large.length === 0) return
      await writeLarge(
        large.map(({ bytes }) => [bytes]),
        (values) => writeBodies(large, values, epoch),
      )
    },
  }
}

function isSmall({ bytes }: Body): boolean {
  return bytes.byteLength <= SMALL_BODY
}

function copyOf({ bytes }: Body): ArrayBuffer {
  return bytes.slice().buffer
}

async function putBody(
  tx: ChunkTransaction<'readwrite'>,
  { path, bytes }: Body,
  value: Value,
  epoch: number,
): Promise<void> {
  const [files, chunks] = [tx.objectStore('files'), tx.objectStore('chunks')]
  const file = await files.get(path)
  if (file && file.epoch > epoch) throw new FencedError()
  await Promise.all([
    files.put({ epoch }, path),
    file && chunks.delete(chunksOf(path)),
    bytes.byteLength > 0 && chunks.put(value, [path, 0, bytes.byteLength]),
  ])
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
async function orNoRoom(writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    const { name, message } = error
    throw new DOMException(`IndexedDB takes no more bytes. ${name}: ${message}`, 'QuotaExceededError')
  }
}

function toBuffer(bytes: Bytes): Promise<ArrayBuffer> {
  return new Blob([...bytes]).arrayBuffer()
}
