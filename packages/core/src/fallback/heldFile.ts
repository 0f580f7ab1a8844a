import type { ByteFile } from '../store/bytes.js'
import type { Partial } from './transfer/types.js'

/** A smaller file is fetched again after a kill: to note it, or to open a file for it, would cost more than it saves. */
const WORTH_KEEPING = 1 << 20

/** A file that is in memory for as long as it is small. */
export interface HeldFile extends ByteFile {
  /** The journal has a note of it. */
  readonly isNoted: boolean
  /** Remembers which representation the bytes belong to; on the disk as soon as they are. */
  note(partial: Partial | null): Promise<void>
  /** Notes at once that a request is about to be sent which may not be sent twice; or takes it back. */
  noteSent(wasSent: boolean): Promise<void>
  /** Paused, or on its way to another leader: the least is worth keeping, where it can be gone on with. */
  keepNow(): Promise<void>
  /** All of a file that never came to the disk; `null` where it did. */
  take(): Uint8Array<ArrayBuffer> | null
}

interface HoldInit {
  /** An earlier run has noted it. */
  readonly isKnown: boolean
  /** Somebody reads the bytes while they come, and must be able to tell what they belong to. */
  readonly isWatched: () => boolean
  readonly open: () => Promise<ByteFile>
  readonly write: (partial: Partial | null) => Promise<void>
  /** Takes the note back. */
  readonly forget: () => Promise<void>
}

/**
 * A thousand small files need no thousand files that are opened and closed, and no thousand notes; and a large one loses
 * less than a MiB to a crash.
 */
export async function holdFile({ isKnown, isWatched, open, write, forget }: HoldInit): Promise<HeldFile> {
  let onDisk = isKnown ? await open() : null
  let isNoted = isKnown
  let unwritten: { partial: Partial | null } | undefined
  let held: Uint8Array[] = []
  let size = 0

  const drop = () => {
    const dropped = held
    held = []
    size = 0
    return dropped
  }
  const writeNote = async () => {
    const note = unwritten
    unwritten = undefined
    if (note) await write(note.partial)
    isNoted ||= note !== undefined
  }
  const goToDisk = async () => {
    onDisk = await open()
    // Left by a kill and never noted: nobody can tell what they are.
    if (onDisk.size > 0) await onDisk.clear()
    // First the note: the bytes of a large file are never without one.
    await writeNote()
    const bytes = join(drop())
    if (bytes.length > 0) await onDisk.append(bytes)
    return onDisk
  }
  return {
    get size() {
      return onDisk?.size ?? size
    },
    get isNoted() {
      return isNoted
    },
    async note(partial) {
      unwritten = { partial }
      // What is on disk already must never outlive its old note.
      if (onDisk) await writeNote()
      else if (partial && isWatched()) await goToDisk()
    },
    async noteSent(wasSent) {
      unwritten = wasSent ? { partial: null } : undefined
      await writeNote()
      if (!wasSent) await forget()
      isNoted = wasSent
    },
    async keepNow() {
      if (!onDisk && unwritten?.partial && size > 0) await goToDisk()
    },
    take: () => (onDisk ? null : join(drop())),
    async append(bytes) {
      const isWorthIt = size + bytes.length >= WORTH_KEEPING || (isWatched() && unwritten?.partial)
      const file = onDisk ?? (isWorthIt ? await goToDisk() : null)
      if (file) return file.append(bytes)
      held.push(bytes.slice())
      size += bytes.length
    },
    async flush() {
      await onDisk?.flush()
    },
    async clear() {
      drop()
      await onDisk?.clear()
    },
    async close() {
      await onDisk?.close()
    },
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
