import { expect, it } from 'vitest'
import { createMemoryBytes } from '../store/memoryBytes.js'
import { holdFile } from './heldFile.js'
import type { Partial } from './transfer/types.js'

const MIB = 1 << 20
const KEY = 'memory:film'

const PARTIAL: Partial = {
  head: { status: 200, statusText: 'OK', responseUrl: '', headers: [] },
  validators: { etag: '"1"', lastModified: null, total: 8 * MIB },
}

async function hold({ isKnown = false, isWatched = (): boolean => false, kept = '' } = {}) {
  const store = createMemoryBytes()
  if (kept) await store.putWhole([{ key: KEY, bytes: new TextEncoder().encode(kept) }], 1)
  const sizeOnDisk = async () => (await store.read(KEY))?.size ?? null
  const notes: { readonly partial: Partial | null; readonly sizeOnDisk: number | null }[] = []
  const file = await holdFile({
    isKnown,
    isWatched,
    open: () => store.open(KEY, 2),
    write: async (partial) => {
      notes.push({ partial, sizeOnDisk: await sizeOnDisk() })
    },
    forget: async () => void notes.splice(0),
  })
  return { file, notes, sizeOnDisk }
}

it('leaves a small file and its note off the disk, and hands it over whole', async () => {
  const { file, notes, sizeOnDisk } = await hold()
  await file.note(PARTIAL)
  await file.append(new Uint8Array([1, 2]))
  await file.append(new Uint8Array(MIB - 3).fill(3))
  await file.flush()
  await file.close()
  expect([file.size, file.isNoted, notes, await sizeOnDisk()]).toEqual([MIB - 1, false, [], null])
  expect(file.take()).toEqual(new Uint8Array(MIB - 1).fill(3).fill(1, 0, 1).fill(2, 1, 2))
})

it('keeps its own copy of what was appended', async () => {
  const { file } = await hold()
  const bytes = new Uint8Array([1, 2])
  await file.append(bytes)
  bytes.fill(0)
  expect(file.take()).toEqual(new Uint8Array([1, 2]))
})

it('notes a large file before any of its bytes is on the disk', async () => {
  const { file, notes, sizeOnDisk } = await hold()
  await file.note(PARTIAL)
  await file.append(new Uint8Array(MIB - 1))
  await file.append(new Uint8Array(1))
  expect(notes).toEqual([{ partial: PARTIAL, sizeOnDisk: 0 }])
  expect([file.size, file.isNoted, file.take(), await sizeOnDisk()]).toEqual([MIB, true, null, MIB])
})

it('makes nothing of bytes that a killed run has left without a note', async () => {
  const { file, notes, sizeOnDisk } = await hold({ kept: 'whose?' })
  await file.note(PARTIAL)
  await file.append(new Uint8Array(MIB))
  expect([notes, await sizeOnDisk()]).toEqual([[{ partial: PARTIAL, sizeOnDisk: 0 }], MIB])
})

it('goes on with what was noted', async () => {
  const { file, sizeOnDisk } = await hold({ isKnown: true, kept: 'moving ' })
  await file.append(new TextEncoder().encode('pictures'))
  expect([file.size, await sizeOnDisk(), file.take()]).toEqual([15, 15, null])
})

it('never lets bytes be kept beside an older note', async () => {
  const { file, notes } = await hold({ isKnown: true, kept: 'an old film' })
  await file.clear()
  await file.note(null)
  expect(notes).toEqual([{ partial: null, sizeOnDisk: 0 }])
})

it('forgets what it holds when the file begins anew', async () => {
  const { file } = await hold()
  await file.append(new Uint8Array(9))
  await file.clear()
  await file.append(new Uint8Array([7]))
  expect(file.take()).toEqual(new Uint8Array([7]))
})

it('keeps the least when it is left, where it can be gone on with', async () => {
  const left = await hold()
  await left.file.append(new Uint8Array(9))
  await left.file.keepNow()
  expect([left.notes, await left.sizeOnDisk()]).toEqual([[], null])
  await left.file.note(PARTIAL)
  await left.file.keepNow()
  expect([left.notes.length, await left.sizeOnDisk()]).toEqual([1, 9])
})

it('goes to the disk at once, noted, when it is read while it comes', async () => {
  let isWatched = false
  const { file, notes, sizeOnDisk } = await hold({ isWatched: () => isWatched })
  await file.note(PARTIAL)
  await file.append(new Uint8Array(10))
  isWatched = true
  await file.append(new Uint8Array(10))
  expect([notes.length, await sizeOnDisk()]).toEqual([1, 20])
  const next = await hold({ isWatched: () => true })
  await next.file.note(PARTIAL)
  expect(next.notes).toEqual([{ partial: PARTIAL, sizeOnDisk: 0 }])
})

it('notes at once what must not be sent twice, and takes that back', async () => {
  const { file, notes } = await hold()
  await file.noteSent(true)
  expect([notes, file.isNoted]).toEqual([[{ partial: null, sizeOnDisk: null }], true])
  await file.noteSent(false)
  expect([notes, file.isNoted]).toEqual([[], false])
})
