import { parseIntegrity } from '../records/integrity.js'
import type { ByteFile } from '../store/bytes.js'
import type { Digest, RunningDigest } from '../store/digest.js'

interface HashedFile {
  readonly file: ByteFile
  /** As a store's, but of what is known already nothing is read again. */
  readonly digest: Digest
}

/**
 * Hashes bytes on their way to the file, so that a file is verified a moment after its last byte, however large it is.
 * What an earlier run has kept is read from the disk, once. Counts as long as it has seen just as many bytes as the file
 * has: after anything else (cleared, cut back by a full disk) the disk is asked (docs/decisions/008).
 *
 * @param readKept what the store has of the file
 */
export function hashAsItComes(
  file: ByteFile,
  integrity: string,
  readKept: () => Promise<Blob | null>,
): HashedFile {
  const { algorithm } = parseIntegrity(integrity)
  // Most files come without a checksum: the code is loaded for those that have one.
  const loading = import('../store/digest.js')
  let running: RunningDigest | undefined
  const catchUp = async () => {
    if (running?.length === file.size) return running
    const { createRunningDigest, feed } = await loading
    running = createRunningDigest(algorithm)
    if (file.size === 0) return running
    await file.flush()
    const kept = await readKept()
    if (kept) await feed(running, kept.slice(0, file.size))
    return running
  }
  return {
    file: {
      get size() {
        return file.size
      },
      async append(bytes) {
        const running = await catchUp()
        running.update(bytes)
        await file.append(bytes)
      },
      flush: () => file.flush(),
      clear: () => file.clear(),
      close: () => file.close(),
    },
    async digest(body, algorithm) {
      const { digest } = await loading
      const known = running?.length === body.size ? running : undefined
      running = undefined
      return known ? known.end() : digest(body, algorithm)
    },
  }
}
