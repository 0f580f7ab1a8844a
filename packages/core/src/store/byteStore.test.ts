import { expect, it, onTestFinished, vi } from 'vitest'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { createByteStore } from './byteStore.js'
import type { ByteFile, ByteStore } from './bytes.js'
import { createChunkStore } from './chunks.js'
import { createMemoryBytes } from './memoryBytes.js'

plugInIndexedDB()

/** A place that can be opened and then does not do what it says. */
function createBroken(changes: Partial<ByteFile>): ByteStore {
  const store = createMemoryBytes()
  return {
    ...store,
    async open(key, epoch) {
      const file = await store.open(key, epoch)
      return { ...file, size: 1, append: file.append, ...changes }
    },
  }
}

it('takes IndexedDB where there are no sync handles', async () => {
  const store = await createByteStore('best')
  expect(store.kind).toBe('indexeddb')
  expect(await store.keys()).toEqual([])
})

it('stays with the best place where that is only full', async () => {
  const full = () => Promise.reject(new DOMException('', 'QuotaExceededError'))
  const store = await createByteStore('best', [createBroken({ append: full }), createChunkStore('best')])
  expect(store.kind).toBe('memory')
})

it('takes the last place where none keeps bytes now', async () => {
  const refuse = () => Promise.reject(new DOMException('', 'UnknownError'))
  const places = [createBroken({ append: refuse }), { ...createChunkStore('best'), open: refuse }]
  expect((await createByteStore('best', places)).kind).toBe('indexeddb')
})

it.each([
  ['refuses to write', { append: () => Promise.reject(new DOMException('', 'UnknownError')) }],
  ['refuses to flush', { flush: () => Promise.reject(new DOMException('', 'UnknownError')) }],
  ['takes bytes and keeps none', { append: () => Promise.resolve() }],
])('passes over a place that %s', async (_name, changes) => {
  const store = await createByteStore('best', [createBroken(changes), createChunkStore('best')])
  expect(store.kind).toBe('indexeddb')
})

it('does not wait for a place that never answers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const never = () => new Promise<void>(() => {})
  const choosing = createByteStore('best', [createBroken({ flush: never }), createChunkStore('best')])
  await vi.advanceTimersByTimeAsync(6_000)
  expect((await choosing).kind).toBe('indexeddb')
})
