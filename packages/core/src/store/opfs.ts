import { requirePath, type ByteStore } from './bytes.js'
import { openOpfsFile, writeNew, type OpfsFile } from './opfsFile.js'
import { createFolders } from './opfsFolders.js'
import { createOpfsReader } from './opfsReader.js'

/**
 * Bytes in the origin's private file system, written through sync access handles: flat memory, and nothing is lost to a
 * SIGKILL. Opens files in a dedicated worker only; everything else works in every context.
 */
export function createOpfsStore(namespace: string, now = () => performance.now()): ByteStore {
  const folders = createFolders(namespace)
  const reader = createOpfsReader(namespace, folders)
  const opened = new Map<string, Set<OpfsFile>>()
  const store: ByteStore = {
    ...reader,
    async open(key, epoch) {
      const folder = await folders.open(requirePath('opfs', key), { create: true })
      const files = opened.get(key) ?? new Set()
      opened.set(key, files)
      const onReleased = (file: OpfsFile) => {
        files.delete(file)
        if (files.size === 0 && opened.get(key) === files) opened.delete(key)
      }
      const file = await openOpfsFile(folder!, epoch, { now, onReleased })
      files.add(file)
      return file
    },
    async putWhole(bodies, epoch) {
      const writes = await Promise.allSettled(
        bodies.map(async ({ key, bytes }) => {
          const folder = await folders.open(requirePath('opfs', key), { create: true })
          if (await writeNew(folder!, epoch, bytes)) return
          const file = await store.open(key, epoch)
          try {
            await file.clear()
            await file.append(bytes)
          } finally {
            await file.close()
          }
        }),
      )
      // Not before all have let go of their files: whoever hears of it may try again, or delete them.
      const failed = writes.find((write) => write.status === 'rejected')
      if (failed) throw failed.reason
    },
    async delete(keys) {
      // Our own handles would keep the bytes from going.
      for (const key of keys) for (const file of opened.get(key) ?? []) file.release()
      await reader.delete(keys)
    },
  }
  return store
}
