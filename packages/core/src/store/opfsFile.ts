import { FencedError, type ByteFile } from './bytes.js'
import { isNamed } from './opfsFolders.js'
import { openHandle, writeAll, type SyncHandle } from './opfsHandle.js'
import { freeParts, listParts, partName, readBody, unmarkGone, type PartName } from './opfsParts.js'

/**
 * How old the knowledge may be that nobody has taken over. Only the cut keeps a late writer's bytes out of the body; to
 * ask now and then spares the disk. A tab that was frozen finds it too old when it wakes, before it writes.
 */
const TRUSTED_MS = 1_000

interface OpenPart {
  readonly part: PartName
  readonly handle: SyncHandle
}

/** A file whose bytes are kept at once, also without `flush`: only a power cut takes what was not flushed. */
export interface OpfsFile extends ByteFile {
  /** Lets go at once: it was deleted. */
  release(): void
}

export async function openOpfsFile(
  folder: FileSystemDirectoryHandle,
  epoch: number,
  { now, onReleased }: { now: () => number; onReleased: (file: OpfsFile) => void },
): Promise<OpfsFile> {
  let { part, handle } = await openPart(folder, epoch)
  let [state, size, checkedAt]: ['open' | 'closed' | 'fenced', number, number] = [
    'open',
    part.start + handle.getSize(),
    now(),
  ]
  const release = (next: 'closed' | 'fenced') => {
    if (state !== 'open') return
    handle.close()
    state = next
    onReleased(file)
  }
  const refuseWhereLost = async (trustedMs: number) => {
    if (state === 'fenced') throw new FencedError()
    if (now() - checkedAt < trustedMs) return
    if (!(await isNewest(folder, part))) {
      release('fenced')
      throw new FencedError()
    }
    checkedAt = now()
  }
  let isFlushed = false
  const flush = async () => {
    await refuseWhereLost(0)
    handle.flush()
    isFlushed = true
  }
  const file: OpfsFile = {
    get size() {
      return size
    },
    async append(bytes) {
      await refuseWhereLost(TRUSTED_MS)
      isFlushed = false
      writeAll(handle, bytes, size - part.start)
      size += bytes.byteLength
    },
    flush,
    async clear() {
      await refuseWhereLost(0)
      if (part.start > 0) {
        handle.close()
        ;({ part, handle } = await beginPart(folder, partName(epoch, 0)))
      }
      handle.truncate(0)
      size = 0
      // A part of another epoch that begins further on may have come meanwhile: nothing may follow what is cleared.
      await flush()
      await freeSpent(folder, part)
    },
    async close() {
      if (state !== 'open') return
      try {
        if (!isFlushed) await flush()
      } finally {
        release('closed')
      }
    },
    release: () => release('fenced'),
  }
  return file
}

/** Goes on with this epoch's own part where that is the end of the body, else begins a new one there. */
async function openPart(folder: FileSystemDirectoryHandle, epoch: number): Promise<OpenPart> {
  const body = await readBody(folder)
  const last = body.names.at(-1)
  if (last && last.epoch > epoch) throw new FencedError()
  const goesOn = !body.isGone && last?.epoch === epoch && body.end === body.size
  const opened = await beginPart(folder, goesOn ? last : partName(epoch, body.size))
  try {
    if (!goesOn) opened.handle.truncate(0)
    if (body.isGone) await unmarkGone(folder)
    // Asked again, now that ours can be seen: of two that open at once the lower one gives way.
    if (!(await isNewest(folder, opened.part))) throw new FencedError()
    // A new file, and most are, has nothing to free.
    if (body.names.length > 0) await freeSpent(folder, opened.part)
    return opened
  } catch (error) {
    opened.handle.close()
    throw error
  }
}

/** Writes a body into a folder that has none: a step less than to open it for more. `false` where it has one. */
export async function writeNew(
  folder: FileSystemDirectoryHandle,
  epoch: number,
  bytes: Uint8Array,
): Promise<boolean> {
  const { names, isGone } = await listParts(folder)
  if (isGone || names.length > 0) return false
  const { part, handle } = await beginPart(folder, partName(epoch, 0))
  try {
    writeAll(handle, bytes, 0)
    handle.flush()
  } finally {
    handle.close()
  }
  // Asked again, now that ours can be seen.
  if (!(await isNewest(folder, part))) throw new FencedError()
  return true
}

async function beginPart(folder: FileSystemDirectoryHandle, part: PartName): Promise<OpenPart> {
  return { part, handle: await openHandle(folder, part.name) }
}

async function isNewest(folder: FileSystemDirectoryHandle, part: PartName): Promise<boolean> {
  try {
    const { names, isGone } = await listParts(folder)
    return !isGone && names.at(-1)?.name === part.name
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return false
    throw error
  }
}

async function freeSpent(folder: FileSystemDirectoryHandle, ours: PartName): Promise<void> {
  const { spent } = await readBody(folder)
  await freeParts(
    folder,
    spent.filter(({ name }) => name !== ours.name),
  )
}
