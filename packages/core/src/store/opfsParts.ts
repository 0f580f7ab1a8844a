import { isNamed } from './opfsFolders.js'

/**
 * A body is made of parts, one for each epoch that wrote to it, because a frozen tab keeps its exclusive handle. The
 * name `<epoch>-<start>` says where a part begins, and with that where those before it end: what a woken tab appends
 * to its own is behind the cut.
 */
export interface PartName {
  readonly name: string
  readonly epoch: number
  readonly start: number
}

export interface Parts {
  /** In the order they were begun. */
  readonly names: readonly PartName[]
  /** Deleted while another tab's handle held on to a part: what lies there is nobody's. */
  readonly isGone: boolean
}

export interface Body extends Parts {
  /** The bytes of the file that belong to the body, without a hole. */
  readonly slices: readonly Blob[]
  readonly size: number
  /** Parts none of whose bytes belong to it. */
  readonly spent: readonly PartName[]
  /** Where the newest part ends, as far as the disk knows; `null` where there is none. */
  readonly end: number | null
}

/** The mark of a deleted key. */
const GONE = 'gone'

export function partName(epoch: number, start: number): PartName {
  return { name: `${epoch}-${start}`, epoch, start }
}

export async function listParts(folder: FileSystemDirectoryHandle): Promise<Parts> {
  const names: PartName[] = []
  let isGone = false
  for await (const name of folder.keys()) {
    const match = /^(\d+)-(\d+)$/.exec(name)
    if (match) names.push(partName(Number(match[1]), Number(match[2])))
    isGone ||= name === GONE
  }
  // Within an epoch a new part is begun only further ahead: when the body was cleared or has lost bytes.
  return { names: names.toSorted((a, b) => a.epoch - b.epoch || b.start - a.start), isGone }
}

/** The body as it is on the disk. Costs no memory: files are read when somebody reads the slices. */
export async function readBody(folder: FileSystemDirectoryHandle): Promise<Body> {
  const parts = await listParts(folder)
  const files = await Promise.all(parts.names.map(({ name }) => readFile(folder, name)))
  const slices: Blob[] = []
  const spent: PartName[] = []
  let size = 0
  for (const [at, part] of parts.names.entries()) {
    const cut = Math.min(...parts.names.slice(at + 1).map(({ start }) => start))
    const length = Math.min(files[at]!.size, cut - part.start)
    // Behind a hole (a power cut can take what was not flushed) nothing counts.
    if (parts.isGone || length <= 0 || part.start !== size) {
      spent.push(part)
      continue
    }
    slices.push(files[at]!.slice(0, length))
    size += length
  }
  const last = parts.names.at(-1)
  return { ...parts, slices, size, spent, end: last ? last.start + files.at(-1)!.size : null }
}

async function readFile(folder: FileSystemDirectoryHandle, name: string): Promise<Blob> {
  try {
    const handle = await folder.getFileHandle(name)
    return await handle.getFile()
  } catch (error) {
    // Freed since it was listed.
    if (isNamed(error, 'NotFoundError')) return new Blob()
    throw error
  }
}

/** Removes what can be removed; a part that a frozen tab holds stays until somebody tries again. */
export async function freeParts(
  folder: FileSystemDirectoryHandle,
  parts: readonly PartName[],
): Promise<void> {
  for (const { name } of parts) await folder.removeEntry(name).catch(() => undefined)
}

export async function markGone(folder: FileSystemDirectoryHandle): Promise<void> {
  await folder.getFileHandle(GONE, { create: true })
}

export async function unmarkGone(folder: FileSystemDirectoryHandle): Promise<void> {
  await folder.removeEntry(GONE)
}
