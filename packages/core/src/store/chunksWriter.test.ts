import { openDB } from 'idb'
import { afterEach, expect, it } from 'vitest'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { createChunkStore } from './chunks.js'

plugInIndexedDB()

const KEY = 'idb:film'
const bytes = (text: string) => new TextEncoder().encode(text)
let namespaces = 0

function newStore() {
  const namespace = `refused-${(namespaces += 1)}`
  return {
    store: createChunkStore(namespace, { chunkSize: 4 }),
    open: () => openDB(`longhaul:${namespace}:bytes`),
  }
}

const put = IDBObjectStore.prototype.put
afterEach(() => {
  IDBObjectStore.prototype.put = put
})

/** Puts that the platform refuses, as told. */
function refusePuts(refuses: (value: unknown, store: IDBObjectStore) => DOMException | undefined) {
  IDBObjectStore.prototype.put = function (...args) {
    const error = refuses(args[0], this)
    if (error) throw error
    return put.apply(this, args)
  }
}

it.each([
  ['throws', () => new DOMException('InvalidBlob', 'DataError')],
  [
    'aborts without an error, as private WebKit does',
    (store: IDBObjectStore) => {
      store.transaction.abort()
      return new DOMException('aborted', 'AbortError')
    },
  ],
])('keeps ArrayBuffers where a put of a Blob %s', async (_name, refusal) => {
  let refused = 0
  refusePuts((value, store) => {
    if (!(value instanceof Blob)) return undefined
    refused += 1
    return refusal(store)
  })
  const { store, open } = newStore()
  const file = await store.open(KEY, 1)
  for (const text of ['1234', '5678']) await file.append(bytes(text))
  await file.close()
  const kept: unknown[] = await (await open()).getAll('chunks')
  expect(kept.map((value) => value instanceof ArrayBuffer)).toEqual([true, true])
  expect(await (await store.read(KEY))!.text()).toBe('12345678')
  expect(refused, 'asked once, by the probe').toBe(1)
})

it('keeps ArrayBuffers where a Blob comes back empty', async () => {
  IDBObjectStore.prototype.put = function (value: unknown, key) {
    return put.call(this, value instanceof Blob ? new Blob() : value, key)
  }
  const { store } = newStore()
  const file = await store.open(KEY, 1)
  await file.append(bytes('1234'))
  await file.close()
  expect(await (await store.read(KEY))!.text()).toBe('1234')
})

it('clears also what is on its way for a second time', async () => {
  refusePuts((value) =>
    value instanceof Blob && value.size === 4 ? new DOMException('InvalidBlob', 'DataError') : undefined,
  )
  const { store } = newStore()
  const file = await store.open(KEY, 1)
  await file.append(bytes('1234'))
  await file.clear()
  await file.flush()
  expect((await store.read(KEY))?.size).toBe(0)
})

it('keeps as an ArrayBuffer the one chunk whose Blob is refused', async () => {
  refusePuts((value) =>
    value instanceof Blob && value.size === 3 ? new DOMException('InvalidBlob', 'DataError') : undefined,
  )
  const { store, open } = newStore()
  const file = await store.open(KEY, 1)
  for (const text of ['1234', '567']) {
    await file.append(bytes(text))
    await file.flush()
  }
  const kept: unknown[] = await (await open()).getAll('chunks')
  expect(kept.map((value) => value instanceof Blob)).toEqual([true, false])
  expect(await (await store.read(KEY))!.text()).toBe('1234567')
})

it('keeps what fitted when the disk is full, and goes on there', async () => {
  const { store } = newStore()
  const file = await store.open(KEY, 1)
  await file.append(bytes('1234'))
  await file.flush()
  let isFull = true
  refusePuts((value) =>
    isFull && value instanceof Blob && value.size === 4
      ? new DOMException('full', 'QuotaExceededError')
      : undefined,
  )
  await file.append(bytes('5678'))
  await file.append(bytes('9'))
  await expect(file.flush()).rejects.toMatchObject({ name: 'QuotaExceededError' })
  expect(file.size).toBe(4)
  isFull = false
  await file.append(bytes('anew'))
  await file.flush()
  expect(await (await store.read(KEY))!.text()).toBe('1234anew')
})
