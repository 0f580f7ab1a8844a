import { afterEach, expect, it, vi } from 'vitest'
import { createOpfsReader } from './opfsReader.js'
import { createOpfsStore } from './opfs.js'
import { writeAll, type SyncHandle } from './opfsHandle.js'
import { toNames } from './opfsFolders.js'

/** A disk with room for so many bytes. Like Firefox's, it says `lie` of a write that did not fit. */
function createHandle(room: number, lie: number) {
  const disk: number[] = []
  const handle: Pick<SyncHandle, 'write' | 'truncate' | 'getSize'> = {
    write(bytes, { at }) {
      const taken = bytes.subarray(0, Math.max(0, room - at))
      disk.splice(at, Infinity, ...taken)
      return taken.byteLength < bytes.byteLength ? lie : taken.byteLength
    },
    truncate: (size) => void disk.splice(size),
    getSize: () => disk.length,
  }
  return { handle: handle as SyncHandle, disk }
}

it.each([
  ['nothing', 0],
  ['less than it wrote', 1],
  ['more than it wrote', 3],
  ['all of it', 4],
  ['more than it was given', 32_571],
])('keeps no piece of what a full disk did not take whole, where the browser says it wrote %s', (_, lie) => {
  const { handle, disk } = createHandle(7, lie)
  writeAll(handle, new Uint8Array([1, 2, 3, 4, 5]), 0)
  const write = () => writeAll(handle, new Uint8Array([6, 7, 8, 9]), 5)
  expect(write).toThrow(expect.objectContaining({ name: 'QuotaExceededError' }))
  expect(disk).toEqual([1, 2, 3, 4, 5])
})

it('keeps no piece where the browser throws', () => {
  const { handle, disk } = createHandle(7, 0)
  const full = new DOMException('No space available', 'QuotaExceededError')
  const throwing: SyncHandle = {
    ...handle,
    write(bytes, options) {
      handle.write(bytes, options)
      throw full
    },
  }
  expect(() => writeAll(throwing, new Uint8Array([1, 2]), 0)).toThrow(full)
  expect(disk).toEqual([])
})

it('makes names that every disk takes and none mistakes for another', () => {
  expect(toNames('files/@Film/1/0')).toEqual(['files%2f%40%46ilm%2f1%2f0'])
  expect(toNames('..')).toEqual(['%2e%2e'])
  const long = toNames('x'.repeat(450))
  expect(long.map((name) => name.length)).toEqual([201, 201, 50])
  expect(long.slice(0, 2).every((name) => name.endsWith('+'))).toBe(true)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it.each([
  ['is none', undefined],
  [
    'is refused to frames of other sites',
    { getDirectory: () => Promise.reject(new DOMException('', 'SecurityError')) },
  ],
])('reads and lists nothing where the file system %s', async (_name, storage) => {
  vi.stubGlobal('navigator', { storage })
  const reader = createOpfsReader('default')
  await reader.delete(['opfs:film'])
  expect([await reader.read('opfs:film'), await reader.keys()]).toEqual([null, []])
  await expect(createOpfsStore('default').open('opfs:film', 1)).rejects.toBeInstanceOf(DOMException)
})

it('lists nothing in private WebKit, and takes no file there for one that was evicted', async () => {
  vi.stubGlobal('navigator', {
    storage: { getDirectory: () => Promise.reject(new DOMException('', 'UnknownError')) },
  })
  const reader = createOpfsReader('default')
  expect(await reader.keys()).toEqual([])
  await expect(reader.read('opfs:film')).rejects.toMatchObject({ name: 'UnknownError' })
})
