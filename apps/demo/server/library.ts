import { constants } from 'node:fs'
import { type FileHandle, open, readdir, realpath } from 'node:fs/promises'
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import mime from 'mime'
import { type ItemKind, type MediaFile, type MediaSource, mediaUrl } from './source.ts'

const UNKNOWN_TYPE = 'application/octet-stream'
const KINDS: Record<string, ItemKind> = { audio: 'audio', image: 'picture', video: 'video' }

/** A person's own folder: every file in it is an item. Hidden files and symbolic links are neither listed nor served. */
export function createLibrary(folder: string): MediaSource {
  const root = resolve(folder)

  return {
    shareable: false,
    async items() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep))
        .filter((segments) => !segments.some(isHidden))
        .toSorted((a, b) => a.join('/').localeCompare(b.join('/'), 'en'))
      const items = await Promise.all(paths.map((segments) => toItem(root, segments)))
      // A file that vanished between the listing and here is simply not on the shelf.
      return items.filter((item) => item !== null)
    },
    open: (segments, version) => openFile(root, segments, version),
  }
}

async function toItem(root: string, segments: string[]) {
  const file = await openFile(root, segments, 1)
  if (!file) return null
  const name = segments.at(-1) ?? ''
  return {
    id: segments.join('/'),
    title: basename(name, extname(name)),
    kind: KINDS[file.type.split('/')[0] ?? ''] ?? 'file',
    files: [{ url: mediaUrl(segments), size: file.size, type: file.type }],
  }
}

async function openFile(root: string, segments: string[], version: number): Promise<MediaFile | null> {
  if (segments.some((segment) => isHidden(segment) || /[/\0]/.test(segment))) return null
  const path = resolve(root, ...segments)
  const inside = relative(root, path)
  // Where a backslash or a drive letter parts a path, one segment can lead far away.
  if (inside.startsWith('..') || isAbsolute(inside)) return null
  return withFile(root, path, async (handle) => {
    const { size, etag, modified } = await describe(handle, version)
    return {
      size,
      type: mime.getType(path) ?? UNKNOWN_TYPE,
      etag,
      modified,
      read: (start, end) => readFile(path, { start, end, etag, version }),
    }
  })
}

/** `..`, `.` and an empty segment count as hidden too: none of them may pass. */
const isHidden = (segment: string): boolean => segment === '' || segment.startsWith('.')

/** Calls back with a regular file inside the root that no symbolic link leads to; `null` where there is none. */
async function withFile<T>(
  root: string,
  path: string,
  use: (handle: FileHandle) => Promise<T>,
): Promise<T | null> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => null,
  )
  if (!handle) return null
  try {
    const [realRoot, realPath, stat] = await Promise.all([realpath(root), realpath(path), handle.stat()])
    return stat.isFile() && realPath === join(realRoot, relative(root, path)) ? await use(handle) : null
  } catch {
    return null
  } finally {
    await handle.close()
  }
}

async function describe(handle: FileHandle, version: number) {
  const stat = await handle.stat({ bigint: true })
  const parts = [stat.size, stat.mtimeNs, stat.ino, BigInt(version)].map((part) => part.toString(36))
  return { size: Number(stat.size), etag: `"${parts.join('-')}"`, modified: stat.mtime }
}

interface Part {
  start: number
  end: number
  etag: string
  version: number
}

async function* readFile(path: string, { start, end, etag, version }: Part): AsyncGenerator<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const now = await describe(handle, version)
    if (now.etag !== etag) throw new Error('The file changed after its headers were decided.')
    // An empty part has no last byte to name.
    if (start < end) yield* handle.createReadStream({ start, end: end - 1, autoClose: false })
  } finally {
    await handle.close()
  }
}
