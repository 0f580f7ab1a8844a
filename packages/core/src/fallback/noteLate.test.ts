import { expect, it } from 'vitest'
import { noteLate } from './noteLate.js'
import { createMemoryFile } from './transfer/fixtures/memoryFile.js'
import type { Partial } from './transfer/types.js'

const MIB = 1 << 20

const PARTIAL: Partial = {
  head: { status: 200, statusText: 'OK', responseUrl: '', headers: [] },
  validators: { etag: '"1"', lastModified: null, total: 8 * MIB },
}

function noted({ isKnown = false, isWatched = (): boolean => false } = {}) {
  const written: { readonly partial: Partial | null; readonly size: number }[] = []
  const memory = createMemoryFile()
  const write = async (partial: Partial | null) => {
    written.push({ partial, size: memory.size })
  }
  const note = noteLate(memory, { isKnown, isWatched, write })
  return { note, written }
}

it('notes a small file never, unless it is left behind', async () => {
  const { note, written } = noted()
  await note.write(PARTIAL)
  await note.file.append(new Uint8Array(MIB - 1))
  await note.file.flush()
  expect([written, note.isWritten]).toEqual([[], false])
  await note.writeNow()
  expect([written.length, note.isWritten]).toEqual([1, true])
})

it('notes a large file before the byte that makes it one is kept', async () => {
  const { note, written } = noted()
  await note.write(PARTIAL)
  await note.file.append(new Uint8Array(MIB - 1))
  await note.file.append(new Uint8Array(1))
  expect(written).toEqual([{ partial: PARTIAL, size: MIB - 1 }])
  await note.file.append(new Uint8Array(MIB))
  expect(written).toHaveLength(1)
})

it('never lets bytes be kept beside an older note', async () => {
  const { note, written } = noted({ isKnown: true })
  await note.write(null)
  expect(written).toEqual([{ partial: null, size: 0 }])
})

it('notes at once what is read while it comes, before the next byte is kept', async () => {
  let isWatched = false
  const { note, written } = noted({ isWatched: () => isWatched })
  await note.write(PARTIAL)
  await note.file.append(new Uint8Array(10))
  isWatched = true
  await note.file.append(new Uint8Array(10))
  expect(written).toEqual([{ partial: PARTIAL, size: 10 }])
  const next = noted({ isWatched: () => true })
  await next.note.write(PARTIAL)
  expect(next.written).toEqual([{ partial: PARTIAL, size: 0 }])
})
