import { expect, it } from 'vitest'
import { noteLate } from './noteLate.js'
import { createMemoryFile } from './transfer/fixtures/memoryFile.js'
import type { Partial } from './transfer/types.js'

const MIB = 1 << 20

const PARTIAL: Partial = {
  head: { status: 200, statusText: 'OK', responseUrl: '', headers: [] },
  validators: { etag: '"1"', lastModified: null, total: 8 * MIB },
}

function noted(isKnown = false) {
  const written: { readonly partial: Partial | null; readonly size: number }[] = []
  const memory = createMemoryFile()
  const note = noteLate(memory, isKnown, async (partial) => {
    written.push({ partial, size: memory.size })
  })
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
  const { note, written } = noted(true)
  await note.write(null)
  expect(written).toEqual([{ partial: null, size: 0 }])
})
