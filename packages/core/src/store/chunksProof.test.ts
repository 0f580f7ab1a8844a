import { openDB } from 'idb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { createChunkStore } from './chunks.js'

plugInIndexedDB()

const KEY = 'idb:film'
const CHUNK = 10
const chunk = () => new Uint8Array(CHUNK).fill(7)
const put = IDBObjectStore.prototype.put
let namespaces = 0

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15' })
})
afterEach(() => {
  IDBObjectStore.prototype.put = put
  vi.unstubAllGlobals()
})

function newNamespace() {
  const namespace = `cut-${(namespaces += 1)}`
  return { visit: () => newStore(namespace), open: () => openDB(`longhaul:${namespace}:bytes`) }
}

function newStore(namespace: string) {
  return createChunkStore(namespace, {
    chunkSize: CHUNK,
    // A long wait for the collector is over at once, and it has not come.
    timeout: (callback) => {
      const timer = setImmediate(callback)
      return () => clearImmediate(timer)
    },
  })
}

/** The collector has come for everything, or for nothing. */
function collect(isCollected: boolean) {
  vi.stubGlobal(
    'WeakRef',
    class {
      readonly deref: () => unknown
      constructor(target: unknown) {
        this.deref = () => (isCollected ? undefined : target)
      }
    },
  )
}

/** The collector comes when a WebAssembly memory is asked for, and takes what nobody has looked at in that task. */
function collectWhenPressed() {
  let [isLookedAt, isCollected] = [false, false]
  vi.stubGlobal(
    'WeakRef',
    class {
      readonly deref: () => unknown
      constructor(target: unknown) {
        this.deref = () => {
          isLookedAt = true
          setImmediate(() => (isLookedAt = false))
          return isCollected ? undefined : target
        }
      }
    },
  )
  const Memory = vi.fn<() => void>(function () {
    isCollected ||= !isLookedAt
  })
  vi.stubGlobal('WebAssembly', { Memory })
}

/** A disk that has room for so many Blobs, cuts off the next, and acknowledges all. */
function cutOffAfter(blobs: number) {
  let left = blobs
  IDBObjectStore.prototype.put = function (value: unknown, key) {
    const isCut = value instanceof Blob && value.size === CHUNK && (left -= 1) < 0
    return put.call(this, isCut ? value.slice(0, 5) : value, key)
  }
}

/** Somebody made room. */
function makeRoom() {
  IDBObjectStore.prototype.put = put
}

async function lengthOf(body: Blob | null): Promise<number | undefined> {
  return (await body?.arrayBuffer())?.byteLength
}

it('says that the disk is full when the end of a Blob can’t be read, and goes on before it', async () => {
  collect(true)
  const store = newNamespace().visit()
  cutOffAfter(1)
  const file = await store.open(KEY, 1)
  await file.append(chunk())
  await file.append(chunk())
  await expect(file.flush()).rejects.toMatchObject({ name: 'QuotaExceededError' })
  expect(file.size).toBe(CHUNK)
  makeRoom()
  await file.append(chunk())
  await file.close()
  expect(await lengthOf(await store.read(KEY))).toBe(2 * CHUNK)
})

it('closes no file with a Blob that was cut off at an earlier visit', async () => {
  collect(false)
  const { visit, open } = newNamespace()
  cutOffAfter(1)
  const old = await visit().open(KEY, 1)
  await old.append(chunk())
  await old.append(chunk())
  await old.flush()
  makeRoom()
  collect(true)
  const store = visit()
  const file = await store.open(KEY, 2)
  await file.append(chunk())
  await expect(file.close()).rejects.toMatchObject({ name: 'QuotaExceededError' })
  expect(file.size).toBe(CHUNK)
  expect(await (await open()).getAllKeys('chunks')).toEqual([['film', 0, CHUNK]])
})

it('keeps by value, before it closes, what could come from memory', async () => {
  collect(false)
  const store = newNamespace().visit()
  cutOffAfter(1)
  const file = await store.open(KEY, 1)
  await file.append(chunk())
  await file.append(chunk())
  await file.close()
  expect(file.size).toBe(2 * CHUNK)
  expect(await lengthOf(await store.read(KEY))).toBe(2 * CHUNK)
})

it('has the collector come in a task in which it has not looked', async () => {
  collectWhenPressed()
  const { visit, open } = newNamespace()
  const file = await visit().open(KEY, 1)
  await file.append(chunk())
  await file.close()
  const kept: unknown[] = await (await open()).getAll('chunks')
  expect(kept.map((value) => value instanceof Blob)).toEqual([true])
})

it('waits for a collector that comes by itself where there is no WebAssembly', async () => {
  vi.stubGlobal('WebAssembly', undefined)
  collect(true)
  const store = newNamespace().visit()
  const file = await store.open(KEY, 1)
  await file.append(chunk())
  await file.close()
  expect(await lengthOf(await store.read(KEY))).toBe(CHUNK)
})

it('keeps small files by value, which a full disk refuses', async () => {
  const { visit, open } = newNamespace()
  await visit().putWhole([{ key: KEY, bytes: new Uint8Array(500_000) }], 1)
  const kept: unknown[] = await (await open()).getAll('chunks')
  expect(kept.map((value) => value instanceof ArrayBuffer)).toEqual([true])
})

it('asks for no proof where Blobs are kept as they are put', async () => {
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36' })
  collect(false)
  const { visit, open } = newNamespace()
  const file = await visit().open(KEY, 1)
  await file.append(chunk())
  await file.close()
  const kept: unknown[] = await (await open()).getAll('chunks')
  expect(kept.map((value) => value instanceof Blob)).toEqual([true])
})
