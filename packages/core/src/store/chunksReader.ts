import { byteKey, bytePath, bytePaths, type ByteReader } from './bytes.js'
import { chunksOf, createChunkDatabase, untilHole, type ChunkDatabase } from './chunksDatabase.js'

/** Reads and frees what is kept in IndexedDB. Works in every context. */
export function createChunkReader(
  namespace: string,
  database: ChunkDatabase = createChunkDatabase(namespace),
): ByteReader {
  const hasIndexedDB = () => typeof indexedDB !== 'undefined'
  return {
    kind: 'indexeddb',
    async read(key) {
      const path = bytePath('indexeddb', key)
      return path === null || !hasIndexedDB() ? null : readChunks(database, path)
    },
    async delete(keys) {
      const paths = bytePaths('indexeddb', keys)
      if (paths.length === 0 || !hasIndexedDB()) return
      await database.run('readwrite', async (tx) => {
        for (const path of paths) {
          await tx.objectStore('files').delete(path)
          await tx.objectStore('chunks').delete(chunksOf(path))
        }
      })
    },
    async keys() {
      if (!hasIndexedDB()) return []
      const paths = await database.run('readonly', (tx) => tx.objectStore('files').getAllKeys())
      return paths.map((path) => byteKey('indexeddb', path))
    },
  }
}

/** By reference: the bytes stay on the disk until they are read. Only kept ArrayBuffers come by value. */
function readChunks(database: ChunkDatabase, path: string): Promise<Blob | null> {
  return database.run('readonly', async (tx) => {
    if (!(await tx.objectStore('files').get(path))) return null
    const chunks = tx.objectStore('chunks')
    const { body } = untilHole(await chunks.getAllKeys(chunksOf(path)))
    const blobs: Blob[] = []
    // One at a time, and wrapped at once, so that buffers do not pile up.
    for (const key of body) blobs.push(new Blob([(await chunks.get(key))!]))
    return new Blob(blobs)
  })
}
