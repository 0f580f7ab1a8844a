import { describe, expect, it } from 'vitest'
import { FencedError, byteKey, type ByteStore } from './bytes.js'
import { createByteScene, type OpenSide } from './fixtures/byteScene.js'
import { fileKey } from './store.js'

/** What of a byte store holds when sides follow each other, and when files go. */
export function takeoverContract(name: string, kind: ByteStore['kind'], open: OpenSide): void {
  const { key, newSides, newStore, textAt, write, keep } = createByteScene(kind, open)

  describe(`${name}, when another side takes over`, () => {
    it('keeps what a woken side still appends out of the body', async () => {
      const [frozen, heir] = newSides()
      const old = await frozen.open(key, 1)
      await write(old, 'moving ')
      const file = await heir.open(key, 2)
      expect(file.size).toBe(7)
      await expect(write(old, 'late')).rejects.toBeInstanceOf(FencedError)
      await write(file, 'pictures')
      await expect(write(old, 'later still')).rejects.toBeInstanceOf(FencedError)
      await file.close()
      await old.close().catch(() => undefined)
      expect(await textAt(frozen)).toBe('moving pictures')
      expect((await heir.open(key, 3)).size).toBe(15)
    })

    it('keeps a woken side from clearing', async () => {
      const [frozen, heir] = newSides()
      const old = await frozen.open(key, 1)
      await write(old, 'moving ')
      await keep(heir, 'pictures', 2)
      await expect(old.clear()).rejects.toBeInstanceOf(FencedError)
      expect(await textAt(heir)).toBe('moving pictures')
    })

    it('does not open for a side that was overtaken', async () => {
      const [one, other] = newSides()
      await keep(one, 'kept', 2)
      await expect(other.open(key, 1)).rejects.toBeInstanceOf(FencedError)
      expect(await textAt(one)).toBe('kept')
    })

    it('begins anew under the heir, whatever the frozen side holds', async () => {
      const [frozen, heir] = newSides()
      const old = await frozen.open(key, 1)
      await write(old, 'an old film')
      const file = await heir.open(key, 2)
      await file.clear()
      await write(file, 'new')
      await expect(write(old, 'late')).rejects.toBeInstanceOf(FencedError)
      expect(await textAt(heir)).toBe('new')
    })
  })

  describe(`${name}, when files are freed`, () => {
    it('frees what was asked, and nothing else', async () => {
      const store = newStore()
      const ids = ['film', 'Film', '..', '.', 'a/b?c#d*', '100 % é🎬', 'long '.repeat(60)]
      const keys = ids.map((id) => byteKey(kind, fileKey(id, 1, 0)))
      for (const [at, key] of keys.entries()) await keep(store, String(at), 1, key)
      expect((await store.keys()).toSorted()).toEqual(keys.toSorted())
      await store.delete([keys[0]!, keys[6]!, byteKey(kind, 'files/@nobody/1/0'), 'files/@other/1/0'])
      expect((await store.keys()).toSorted()).toEqual(keys.slice(1, 6).toSorted())
      expect(await Promise.all(keys.map((key) => textAt(store, key)))).toEqual([
        undefined,
        '1',
        '2',
        '3',
        '4',
        '5',
        undefined,
      ])
    })

    it('makes nothing of what is appended to a file that was freed', async () => {
      const store = newStore()
      const file = await store.open(key, 1)
      await write(file, 'kept')
      await store.delete([key])
      await expect(write(file, 'late')).rejects.toBeInstanceOf(FencedError)
      expect([await store.read(key), await store.keys()]).toEqual([null, []])
    })

    it('frees a file that another side still holds', async () => {
      const [frozen, heir] = newSides()
      const old = await frozen.open(key, 1)
      await write(old, 'old')
      await heir.delete([key])
      expect([await heir.read(key), await frozen.read(key), await heir.keys()]).toEqual([null, null, []])
      await expect(write(old, 'late')).rejects.toBeInstanceOf(FencedError)
      expect(await heir.read(key)).toBeNull()
      await keep(heir, 'new', 2)
      expect(await textAt(frozen)).toBe('new')
      expect(await heir.keys()).toEqual([key])
    })

    it('has nothing under the keys of other stores', async () => {
      const store = newStore()
      await keep(store, 'kept')
      expect(await store.read(fileKey('film', 1, 0))).toBeNull()
      await store.delete([fileKey('film', 1, 0)])
      await expect(store.open(fileKey('film', 1, 0), 1)).rejects.toThrow('is no key of')
      expect(await store.keys()).toEqual([key])
    })
  })
}
