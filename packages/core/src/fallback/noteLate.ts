import type { ByteFile } from '../store/bytes.js'
import type { Partial } from './transfer/types.js'

/** A file that is smaller is fetched again after a kill: noting it would cost more than it saves. */
const WORTH_NOTING = 1 << 20

interface NoteInit {
  /** An earlier run has noted something. */
  readonly isKnown: boolean
  /** Somebody reads the bytes while they come, and must be able to tell what they belong to. */
  readonly isWatched: () => boolean
  readonly write: (partial: Partial | null) => Promise<void>
}

/**
 * Which representation the bytes belong to is written down as soon as they are worth it: a thousand small files need no
 * thousand notes, and a large one loses less than a MiB to a crash.
 */
export function noteLate(file: ByteFile, { isKnown, isWatched, write }: NoteInit) {
  let isWritten = isKnown
  let waiting: { partial: Partial | null } | undefined
  const writeNow = async () => {
    const note = waiting
    waiting = undefined
    if (note) await write(note.partial)
    isWritten ||= note !== undefined
  }
  return {
    get isWritten() {
      return isWritten
    },
    writeNow,
    async write(partial: Partial | null) {
      waiting = { partial }
      // What is on disk already must never outlive its old note.
      if (isWritten || isWatched()) await writeNow()
    },
    file: {
      get size() {
        return file.size
      },
      async append(bytes) {
        if (waiting && (isWatched() || file.size + bytes.length >= WORTH_NOTING)) await writeNow()
        await file.append(bytes)
      },
      flush: () => file.flush(),
      clear: () => file.clear(),
      close: () => file.close(),
    } satisfies ByteFile,
  }
}
