import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { readChunks } from '../platform/readChunks.js'
import type { HashName } from '../records/integrity.js'
import { toStream } from './slices.js'

/** The digest of a body in base64, read chunk by chunk: memory does not grow with the file. */
export type Digest = (body: Blob, algorithm: HashName) => Promise<string>

/** A digest of bytes as they come. */
export interface RunningDigest {
  /** Bytes it has seen. */
  readonly length: number
  update(bytes: Uint8Array): void
  /** In base64. Nothing can be added after it. */
  end(): string
}

const HASHES = { sha256, sha384, sha512 }

export function createRunningDigest(algorithm: HashName): RunningDigest {
  const hash = HASHES[algorithm].create()
  let length = 0
  return {
    get length() {
      return length
    },
    update(bytes) {
      hash.update(bytes)
      length += bytes.length
    },
    end: () => btoa(String.fromCharCode(...hash.digest())),
  }
}

/** Adds a body to a digest, chunk by chunk. */
export async function feed(running: RunningDigest, body: Blob): Promise<void> {
  const chunks = readChunks(toStream(body))
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) running.update(chunk)
}

export const digest: Digest = async (body, algorithm) => {
  const running = createRunningDigest(algorithm)
  await feed(running, body)
  return running.end()
}
