import { expect, it } from 'vitest'
import { createByteReaders } from './byteReaders.js'
import { createByteStore } from './byteStore.js'
import { createCacheStore } from './cache.js'
import { createRemoteBytes } from './fixtures/remoteBytes.js'
import { createRoutedStore } from './routed.js'
import { fileKey } from './store.js'

it('takes the file system in a dedicated worker', async () => {
  const remote = createRemoteBytes('best', `best-${Date.now()}`)
  expect(await remote.actualKind).toBe('opfs')
  expect(await remote.keys()).toEqual([])
  remote.kill()
})

it('takes IndexedDB on a page, and leaves nothing of its probes', async () => {
  const namespace = `page-${Date.now()}`
  const store = await createByteStore(namespace)
  expect(store.kind).toBe('indexeddb')
  for (const reader of createByteReaders(namespace)) expect(await reader.keys()).toEqual([])
})

it('lets a page read, list and free what was kept anywhere', async () => {
  const namespace = `routed-${Date.now()}`
  const path = fileKey('film', 1, 0)
  const keys = [path, `opfs:${path}`, `idb:${path}`]
  const store = createRoutedStore({ cache: createCacheStore(namespace), bytes: createByteReaders(namespace) })
  await store.put(path, new Response(path))
  for (const [kind, key] of [
    ['opfs', keys[1]!],
    ['indexeddb', keys[2]!],
  ] as const) {
    const remote = createRemoteBytes(kind, namespace)
    const file = await remote.open(key, 1)
    await file.append(new TextEncoder().encode(key))
    await file.close()
    remote.kill()
  }
  expect((await store.keys()).toSorted()).toEqual(keys.toSorted())
  expect(await Promise.all(keys.map(async (key) => (await store.read(key))?.text()))).toEqual(keys)
  await store.delete(keys)
  expect(await store.keys()).toEqual([])
})
