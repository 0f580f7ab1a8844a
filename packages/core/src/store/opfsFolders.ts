/** All of ours lies below this folder of the origin's private file system. */
const ROOT = 'longhaul'

/** File systems take 255 bytes to a name. A longer one goes on in a folder inside, told by the mark at its end. */
const NAME_LENGTH = 200
const GOES_ON = '+'

/**
 * A key as names of folders. Only small letters, digits, `-`, `_`, `%` and a few more are left: Safari keeps these names
 * on a disk that takes “Film” and “film” for one, and `.` for the folder itself.
 */
export function toNames(path: string): readonly string[] {
  const encoded = encodeURIComponent(path).replace(/%[0-9A-F]{2}|[A-Z.*]/g, (found) =>
    found.length > 1 ? found.toLowerCase() : `%${found.charCodeAt(0).toString(16)}`,
  )
  const pieces = encoded.match(new RegExp(`.{1,${NAME_LENGTH}}`, 'g')) ?? ['']
  return pieces.map((piece, at) => (at < pieces.length - 1 ? piece + GOES_ON : piece))
}

/** The folders of one namespace. A key has one, and its bytes are in it. */
export interface Folders {
  /** The folder of a key; `null` where there is none and none is to be made, or the browser has no such file system. */
  open(path: string, options: FileSystemGetDirectoryOptions): Promise<FileSystemDirectoryHandle | null>
  /** Every key that has a folder. */
  list(): Promise<ReadonlyMap<string, FileSystemDirectoryHandle>>
  /** Removes a key's folder with all that is in it. What a long key went on from stays: another may be made there now. */
  remove(path: string): Promise<void>
}

export function createFolders(namespace: string): Folders {
  let root: FileSystemDirectoryHandle | undefined
  const open = async (names: readonly string[], options: FileSystemGetDirectoryOptions) => {
    try {
      // Every step is a question to another process: for a thousand small files that is what takes the time.
      if (root) return await walkDown(root, names, options)
    } catch {
      // Not there; or all was cleared since, and this root with it.
    }
    try {
      root = await openRoot(namespace, options)
      return await walkDown(root, names, options)
    } catch (error) {
      // Private modes and frames of other sites refuse the whole file system: nothing of ours can be there.
      if (!options.create && isNamed(error, 'NotFoundError', 'NotSupportedError', 'SecurityError'))
        return null
      throw error
    }
  }
  return {
    open: (path, options) => open(toNames(path), options),
    async list() {
      const found = new Map<string, FileSystemDirectoryHandle>()
      const visit = async (folder: FileSystemDirectoryHandle, before: string): Promise<void> => {
        for await (const [name, entry] of folder.entries()) {
          if (entry.kind !== 'directory') continue
          const goesOn = name.endsWith(GOES_ON)
          if (goesOn) await visit(entry, before + name.slice(0, -GOES_ON.length))
          else found.set(decodeURIComponent(before + name), entry)
        }
      }
      const all = await open([], { create: false }).catch((error: unknown) => {
        // Private WebKit says no more than that: there is nothing to list.
        if (isNamed(error, 'UnknownError')) return null
        throw error
      })
      if (all) await visit(all, '')
      return found
    },
    async remove(path) {
      const names = toNames(path)
      const parent = await open(names.slice(0, -1), { create: false })
      await parent?.removeEntry(names.at(-1)!, { recursive: true })
    },
  }
}

async function openRoot(
  namespace: string,
  options: FileSystemGetDirectoryOptions,
): Promise<FileSystemDirectoryHandle> {
  const storage = navigator.storage as Partial<StorageManager> | undefined
  if (!storage?.getDirectory)
    throw new DOMException('This browser has no origin private file system.', 'NotSupportedError')
  return walkDown(await storage.getDirectory(), [ROOT, ...toNames(namespace)], options)
}

async function walkDown(
  from: FileSystemDirectoryHandle,
  names: readonly string[],
  options: FileSystemGetDirectoryOptions,
): Promise<FileSystemDirectoryHandle> {
  let folder = from
  for (const name of names) folder = await folder.getDirectoryHandle(name, options)
  return folder
}

export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof DOMException && names.includes(error.name)
}
