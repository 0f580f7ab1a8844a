/** What the engine fills a piece of the disk with, for its journal; and its empty mark of what was deleted while it was open. */
const NOBODYS = /reserve|\/gone$/

/** Names of whatever has bytes of fetches in it: in the private file system, in the database, in the cache. */
export async function keptBytes(): Promise<readonly string[]> {
  const places = await Promise.all([inFileSystem(), inDatabase(), inCache()])
  return places.flat().filter((name) => !NOBODYS.test(name))
}

async function inFileSystem(): Promise<readonly string[]> {
  try {
    const root = await navigator.storage.getDirectory()
    return await filesIn(await root.getDirectoryHandle('longhaul'), 'opfs:')
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return []
    throw error
  }
}

async function filesIn(folder: FileSystemDirectoryHandle, path: string): Promise<readonly string[]> {
  const found: string[] = []
  for await (const [name, entry] of folder.entries()) {
    if (entry.kind === 'file') found.push(path + name)
    else found.push(...(await filesIn(entry as FileSystemDirectoryHandle, `${path}${name}/`)))
  }
  return found
}

function inDatabase(): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('longhaul:default:bytes')
    // There is none yet, and none is to be made.
    opening.addEventListener('upgradeneeded', () => opening.transaction!.abort())
    opening.addEventListener('error', () =>
      opening.error?.name === 'AbortError' ? resolve([]) : reject(opening.error as DOMException),
    )
    opening.addEventListener('success', () => {
      const keys = opening.result.transaction('chunks').objectStore('chunks').getAllKeys()
      keys.addEventListener('error', () => reject(keys.error as DOMException))
      keys.addEventListener('success', () => {
        opening.result.close()
        resolve(keys.result.map((key) => `idb:${(key as readonly unknown[]).join(':')}`))
      })
    })
  })
}

async function inCache(): Promise<readonly string[]> {
  const cache = await caches.open('longhaul:default')
  return (await cache.keys()).map(({ url }) => `cache:${url}`)
}
