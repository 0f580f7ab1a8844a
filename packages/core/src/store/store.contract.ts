import { describe, expect, it } from 'vitest'
import { fileKey, manifestKey, type ResponseStore } from './store.js'

const KEY = fileKey('film', 1, 0)

/** What every place for bytes must do. `newStore` gives an empty one. */
export function storeContract(name: string, newStore: () => ResponseStore): void {
  const textAt = async (store: ResponseStore, key: string) => (await store.read(key))?.text()

  describe(`${name}, as a store`, () => {
    it('gives back the bytes that were put', async () => {
      const store = newStore()
      const bytes = new Uint8Array([0, 255, 10, 13, 0])
      await store.put(KEY, new Response(bytes))
      const body = await store.read(KEY)
      expect(body?.size).toBe(5)
      expect(new Uint8Array(await body!.arrayBuffer())).toEqual(bytes)
    })

    it('has nothing under a key that nobody used', async () => {
      expect(await newStore().read(KEY)).toBeNull()
    })

    it('keeps an empty body apart from none', async () => {
      const store = newStore()
      await store.put(KEY, new Response(null, { status: 204 }))
      expect((await store.read(KEY))?.size).toBe(0)
    })

    it('replaces what was under the key', async () => {
      const store = newStore()
      await store.put(KEY, new Response('old'))
      await store.put(KEY, new Response('new'))
      expect(await textAt(store, KEY)).toBe('new')
      expect(await store.keys()).toEqual([KEY])
    })

    it.each([
      ['a partial response', 206, {}],
      ['one that varies by everything', 200, { vary: '*' }],
      ['one that varies by everything, among others', 200, { vary: 'origin, *' }],
      ['one that varies by a header', 200, { vary: 'origin' }],
    ])('takes %s', async (_name, status, headers) => {
      const store = newStore()
      await store.put(KEY, new Response('bytes', { status, headers }))
      expect(await textAt(store, KEY)).toBe('bytes')
      await store.delete([KEY])
      expect(await store.read(KEY)).toBeNull()
    })

    it('lists and frees keys, those of odd ids included', async () => {
      const store = newStore()
      const keys = ['film', '..', '.', 'a/b?c#d', '100 % é🎬', '%2e%2e'].map((id) => fileKey(id, 1, 0))
      for (const [at, key] of keys.entries()) await store.put(key, new Response(String(at)))
      expect((await store.keys()).toSorted()).toEqual(keys.toSorted())
      expect(await Promise.all(keys.map((key) => textAt(store, key)))).toEqual(['0', '1', '2', '3', '4', '5'])
      await store.delete([keys[1]!, 'files/@nobody/1/0', keys[3]!])
      expect((await store.keys()).toSorted()).toEqual([keys[0]!, keys[2]!, keys[4]!, keys[5]!].toSorted())
    })

    it('keeps files of other attempts and kinds apart', async () => {
      const store = newStore()
      const keys = [
        fileKey('film', 1, 0),
        fileKey('film', 2, 0),
        fileKey('film', 1, 1),
        manifestKey('film', 1),
      ]
      for (const key of keys) await store.put(key, new Response(key))
      expect(await Promise.all(keys.map((key) => textAt(store, key)))).toEqual(keys)
    })

    it('cuts slices out of a body', async () => {
      const store = newStore()
      await store.put(KEY, new Response('moving pictures'))
      const body = await store.read(KEY)
      expect(await body!.slice(7, 11).text()).toBe('pict')
    })
  })
}
