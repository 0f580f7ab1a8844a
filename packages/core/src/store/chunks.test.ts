import { openDB } from 'idb'
import { expect, it, vi } from 'vitest'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { byteStoreContract } from './bytes.contract.js'
import { FencedError } from './bytes.js'
import { createChunkStore } from './chunks.js'

plugInIndexedDB()

byteStoreContract('chunks', 'indexeddb', createChunkStore)
byteStoreContract('small chunks', 'indexeddb', (namespace) => createChunkStore(namespace, { chunkSize: 5 }))

const KEY = 'idb:film'
const bytes = (text: string) => new TextEncoder().encode(text)
let namespaces = 0

function newStore(options: Parameters<typeof createChunkStore>[1] = {}) {
  const namespace = `chunks-${(namespaces += 1)}`
  const store = createChunkStore(namespace, { chunkSize: 4, ...options })
  return { store, namespace, open: () => openDB(`longhaul:${namespace}:bytes`) }
}

it('keeps what comes slowly after a second, without being asked', async () => {
  const timers: { callback: () => void; delayMs: number }[] = []
  const { store, open } = newStore({
    chunkSize: 100,
    timeout: (callback, delayMs) => {
      timers.push({ callback, delayMs })
      return () => {}
    },
  })
  const file = await store.open(KEY, 1)
  await file.append(bytes('mov'))
  await file.append(bytes('ing'))
  expect(timers.map(({ delayMs }) => delayMs)).toEqual([1_000])
  const db = await open()
  expect(await db.getAllKeys('chunks')).toEqual([])
  timers[0]!.callback()
  await expect.poll(() => db.getAllKeys('chunks')).toEqual([['film', 0, 6]])
  await file.append(bytes(' pictures'))
  expect([timers.length, file.size]).toEqual([2, 15])
})

it('hands over no third chunk while two are on their way', async () => {
  const { store, open } = newStore()
  const file = await store.open(KEY, 1)
  const db = await open()
  let release = false
  const tx = db.transaction('chunks', 'readwrite')
  const hold = async (): Promise<unknown> => release || tx.store.count().then(hold)
  const held = hold()
  await file.append(bytes('1234'))
  await file.append(bytes('5678'))
  let isTaken = false
  const third = file.append(bytes('9abc')).then(() => {
    isTaken = true
  })
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect([isTaken, file.size]).toEqual([false, 12])
  release = true
  await held
  await third
  await file.flush()
  expect(await (await store.read(KEY))!.text()).toBe('123456789abc')
})

it('counts up to a hole, frees what lies behind it, and goes on there', async () => {
  const { store, open } = newStore()
  const file = await store.open(KEY, 1)
  for (const text of ['1234', '5678', '9abc']) await file.append(bytes(text))
  await file.close()
  const db = await open()
  await db.delete('chunks', ['film', 4, 4])
  expect(await (await store.read(KEY))!.text()).toBe('1234')
  const again = await store.open(KEY, 2)
  expect(again.size).toBe(4)
  expect(await db.getAllKeys('chunks')).toEqual([['film', 0, 4]])
  await again.append(bytes('anew'))
  await again.close()
  expect(await (await store.read(KEY))!.text()).toBe('1234anew')
})

it('stays refused once it was overtaken', async () => {
  const { store } = newStore()
  const file = await store.open(KEY, 1)
  const heir = await store.open(KEY, 2)
  await file.append(bytes('late'))
  await expect(file.flush()).rejects.toBeInstanceOf(FencedError)
  await expect(file.append(bytes('later'))).rejects.toBeInstanceOf(FencedError)
  await heir.append(bytes('kept'))
  await heir.close()
  expect(await (await store.read(KEY))!.text()).toBe('kept')
})

it('makes way for whoever deletes the database, and opens it again', async () => {
  const { store, namespace } = newStore()
  const file = await store.open(KEY, 1)
  await file.append(bytes('1234'))
  await file.close()
  const blocked = vi.fn<() => void>()
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(`longhaul:${namespace}:bytes`)
    Object.assign(request, { onsuccess: resolve, onerror: reject, onblocked: blocked })
  })
  expect(blocked).not.toHaveBeenCalled()
  expect(await store.keys()).toEqual([])
  expect((await store.open(KEY, 1)).size).toBe(0)
})
