import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { HashName } from '../records/integrity.js'

/** The digest of a body in base64, read chunk by chunk: memory does not grow with the file. */
export type Digest = (body: Blob, algorithm: HashName) => Promise<string>

const HASHES = { sha256, sha384, sha512 }

export const digest: Digest = async (body, algorithm) => {
  const hash = HASHES[algorithm].create()
  const reader = body.stream().getReader()
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) hash.update(chunk.value)
  return btoa(String.fromCharCode(...hash.digest()))
}
