import { expect, it } from 'vitest'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { byteStoreContract } from './bytes.contract.js'
import { createChunkStore } from './chunks.js'
import { createMemoryBytes } from './memoryBytes.js'
import { keepSmallBodies } from './smallBodies.js'

plugInIndexedDB()

const sides = new Map<string, ReturnType<typeof createMemoryBytes>>()
byteStoreContract('small bodies apart', 'memory', (namespace) => {
  const files = sides.get(namespace) ?? createMemoryBytes()
  sides.set(namespace, files)
  return keepSmallBodies(files, createChunkStore(namespace))
})

const open = () => {
  const [files, database] = [createMemoryBytes(), createChunkStore(`small-${Math.random()}`)]
  return { files, database, store: keepSmallBodies(files, database) }
}

it('keeps small bodies in the database and large ones as files, and reads, lists and frees both', async () => {
  const { files, database, store } = open()
  const bodies = [10, 64 * 1024, 64 * 1024 + 1].map((size) => ({
    key: store.wholeKey!(`files/${size}`, size),
    bytes: new Uint8Array(size),
  }))
  await store.putWhole(bodies, 1)
  expect(await database.keys()).toEqual(['idb:files/10', 'idb:files/65536'])
  expect(await files.keys()).toEqual(['memory:files/65537'])
  const sizes = await Promise.all(bodies.map(async ({ key }) => (await store.read(key))?.size))
  expect(sizes).toEqual([10, 64 * 1024, 64 * 1024 + 1])
  expect((await store.keys()).toSorted()).toEqual(bodies.map(({ key }) => key).toSorted())
  await store.delete(bodies.map(({ key }) => key))
  expect(await store.keys()).toEqual([])
})
