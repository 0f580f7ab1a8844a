import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { MediaFile } from './source.ts'

/** Hashing more than this would take seconds; larger files are listed without `integrity`. */
const LARGEST = 64_000_000

/** Computes each file's integrity once, in slices between which other requests are answered. */
export function createDigests(): (file: MediaFile) => Promise<string | null> {
  const known = new Map<string, Promise<string>>()

  return async (file) => {
    if (file.size > LARGEST) return null
    const digest = known.get(file.etag) ?? integrityOf(file)
    known.set(file.etag, digest)
    return digest
  }
}

async function integrityOf(file: MediaFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.read(0, file.size)) {
    hash.update(chunk)
    await setImmediate()
  }
  return `sha256-${hash.digest('base64')}`
}
