import { afterEach, expect, it, vi } from 'vitest'
import { createOpfsReader } from './opfsReader.js'
import { createOpfsStore } from './opfs.js'
import { writeAll, type SyncHandle } from './opfsHandle.js'
import { toNames } from './opfsFolders.js'

/** A disk that takes at most `piece` bytes at a time, and no more than `room` in all. */
function createHandle(piece: number, room = Infinity) {
  const disk: number[] = []
  const handle: Pick<SyncHandle, 'write'> = {
    write(bytes, { at }) {
      const taken = bytes.subarray(0, Math.min(piece, room - disk.length))
      for (const [index, byte] of taken.entries()) disk[at + index] = byte
      return taken.byteLength
    },
  }
  return { handle: handle as SyncHandle, disk }
}

it('writes on where the disk took only a piece', () => {
  const { handle, disk } = createHandle(3)
  let written = 0
  writeAll(handle, new Uint8Array([1, 2, 3, 4, 5, 6, 7]), 0, (count) => {
    written += count
  })
  expect([disk, written]).toEqual([[1, 2, 3, 4, 5, 6, 7], 7])
})

it('says that the disk is full, and how much it took', () => {
  const { handle, disk } = createHandle(3, 5)
  let written = 0
  const write = () =>
    writeAll(handle, new Uint8Array([1, 2, 3, 4, 5, 6, 7]), 0, (count) => {
      written += count
    })
  expect(write).toThrow(expect.objectContaining({ name: 'QuotaExceededError' }))
  expect([disk, written]).toEqual([[1, 2, 3, 4, 5], 5])
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
