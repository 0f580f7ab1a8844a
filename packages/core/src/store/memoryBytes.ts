import {
  FencedError,
  byteKey,
  bytePath,
  bytePaths,
  requirePath,
  type ByteFile,
  type ByteStore,
} from './bytes.js'

interface MemoryFile {
  epoch: number
  parts: Uint8Array<ArrayBuffer>[]
  size: number
}

/** The memory twin, for where nothing may be written to the disk, and for tests. */
export function createMemoryBytes(): ByteStore {
  const files = new Map<string, MemoryFile>()
  return {
    kind: 'memory',
    async open(key, epoch) {
      const path = requirePath('memory', key)
      const file = files.get(path) ?? { epoch, parts: [], size: 0 }
      if (file.epoch > epoch) throw new FencedError()
      file.epoch = epoch
      files.set(path, file)
      return createMemoryFile(file, () => file.epoch === epoch && files.get(path) === file)
    },
    async putWhole(bodies, epoch) {
      for (const { key, bytes } of bodies) {
        const path = requirePath('memory', key)
        if ((files.get(path)?.epoch ?? 0) > epoch) throw new FencedError()
        files.set(path, { epoch, parts: [bytes.slice()], size: bytes.byteLength })
      }
    },
    async read(key) {
      const file = files.get(bytePath('memory', key) ?? '')
      return file ? new Blob(file.parts) : null
    },
    async delete(keys) {
      for (const path of bytePaths('memory', keys)) files.delete(path)
    },
    async keys() {
      return [...files.keys()].map((path) => byteKey('memory', path))
    },
  }
}

function createMemoryFile(file: MemoryFile, isOurs: () => boolean): ByteFile {
  const refuseWhereLost = () => {
    if (!isOurs()) throw new FencedError()
  }
  return {
    get size() {
      return file.size
    },
    async append(bytes) {
      refuseWhereLost()
      file.parts.push(bytes.slice())
      file.size += bytes.byteLength
    },
    async flush() {
      refuseWhereLost()
    },
    async clear() {
      refuseWhereLost()
      file.parts = []
      file.size = 0
    },
    async close() {},
  }
}
