import { byteKey, bytePath, bytePaths, type ByteReader } from './bytes.js'
import { createFolders, isNamed, type Folders } from './opfsFolders.js'
import { freeParts, listParts, markGone, readBody } from './opfsParts.js'

/** Reads and frees what a worker has written to the origin's private file system. Works in every context. */
export function createOpfsReader(namespace: string, folders: Folders = createFolders(namespace)): ByteReader {
  return {
    kind: 'opfs',
    async read(key) {
      const path = bytePath('opfs', key)
      const folder = path === null ? null : await folders.open(path, { create: false })
      if (!folder) return null
      const body = await orNull(readBody(folder))
      return !body || body.isGone || body.names.length === 0 ? null : new Blob([...body.slices])
    },
    async delete(keys) {
      for (const path of bytePaths('opfs', keys)) await free(folders, path)
    },
    async keys() {
      const found = await folders.list()
      const states = await Promise.all(
        [...found].map(async ([path, folder]) => ({ path, parts: await orNull(listParts(folder)) })),
      )
      // What a frozen tab still held when it was deleted is free to go once that tab has woken or closed.
      for (const { path, parts } of states) if (parts?.isGone) await free(folders, path)
      return states
        .filter(({ parts }) => parts !== null && !parts.isGone && parts.names.length > 0)
        .map(({ path }) => byteKey('opfs', path))
    },
  }
}

async function free(folders: Folders, path: string): Promise<void> {
  try {
    await folders.remove(path)
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return
    if (!isNamed(error, 'NoModificationAllowedError', 'InvalidModificationError', 'InvalidStateError'))
      throw error
    const folder = await folders.open(path, { create: false })
    if (!folder) return
    // Another context may have freed it meanwhile.
    await orNull(freeInside(folder))
  }
}

async function freeInside(folder: FileSystemDirectoryHandle): Promise<void> {
  await markGone(folder)
  const { names } = await listParts(folder)
  await freeParts(folder, names)
}

/** `null` where the folder went while we looked. */
async function orNull<Value>(promise: Promise<Value>): Promise<Value | null> {
  try {
    return await promise
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return null
    throw error
  }
}
