import { afterEach, expect, it } from 'vitest'
import { createCacheStore } from './cache.js'
import { storeContract } from './store.contract.js'
import { fileKey } from './store.js'

const KEY = fileKey('film', 1, 0)
let stores = 0

function newStore(namespace = `test-${(stores += 1)}`) {
  return createCacheStore(namespace)
}

afterEach(async () => {
  for (const name of await caches.keys()) await caches.delete(name)
})

storeContract('Cache', newStore)

it('leaves the bytes of other namespaces alone', async () => {
  const [ours, theirs] = [newStore('films'), newStore('films-2')]
  await ours.put(KEY, new Response('ours'))
  await theirs.put(KEY, new Response('theirs'))
  await ours.delete([KEY])
  expect(await ours.keys()).toEqual([])
  expect(await (await theirs.read(KEY))?.text()).toBe('theirs')
})

it('leaves what others put into its cache alone', async () => {
  const store = newStore('films')
  const cache = await caches.open('longhaul:films')
  await cache.put('/index.html', new Response('the app'))
  await store.put(KEY, new Response('ours'))
  expect(await store.keys()).toEqual([KEY])
  expect(await (await cache.match('/index.html'))?.text()).toBe('the app')
})

it('puts a response in untouched, with its headers', async () => {
  const store = newStore('films')
  await store.put(KEY, new Response('bytes', { headers: { 'content-type': 'video/mp4', etag: '"1"' } }))
  const [request] = await (await caches.open('longhaul:films')).keys()
  const kept = await caches.match(request!)
  expect([kept?.headers.get('etag'), (await store.read(KEY))?.type]).toEqual(['"1"', 'video/mp4'])
})

it('is read by another store of the same namespace, as a worker does', async () => {
  await newStore('films').put(KEY, new Response('bytes'))
  expect(await (await newStore('films').read(KEY))?.text()).toBe('bytes')
})

it('keeps a body that was read while it is replaced and freed', async () => {
  const store = newStore()
  await store.put(KEY, new Response('old'))
  const body = await store.read(KEY)
  await store.put(KEY, new Response('new'))
  await store.delete([KEY])
  expect(await body?.text()).toBe('old')
})

it('cuts a slice out of a big file', async () => {
  const store = newStore()
  const MiB = 1024 * 1024
  const parts = Array.from({ length: 64 }, (_, at) => new Uint8Array(MiB).fill(at))
  await store.put(KEY, new Response(new Blob(parts)))
  const body = await store.read(KEY)
  expect(body?.size).toBe(64 * MiB)
  expect(new Uint8Array(await body!.slice(7 * MiB - 1, 7 * MiB + 1).arrayBuffer())).toEqual(
    new Uint8Array([6, 7]),
  )
})

const MiB = 1024 * 1024
/** Browsers take their time to count. */
const SOON = { timeout: 10_000 }

it('gives its room back', { timeout: 30_000 }, async () => {
  const store = newStore()
  const usage = async () => {
    const estimate: StorageEstimate & { usageDetails?: { caches?: number } } =
      await navigator.storage.estimate()
    return estimate.usageDetails?.caches ?? 0
  }
  const before = await usage()
  // So much that the 64 MiB of an earlier test, freed only when its Blob is collected, make no difference.
  await store.put(KEY, new Response(new Uint8Array(160 * MiB)))
  await expect.poll(usage, SOON).toBeGreaterThan(before + 80 * MiB)
  await store.delete([KEY])
  await expect.poll(usage, SOON).toBeLessThan(before + 80 * MiB)
})
