import { describe, expect, it } from 'vitest'
import { byteKey, FencedError, type ByteStore } from './bytes.js'
import { takeoverContract } from './bytesTakeover.contract.js'
import { createByteScene, type OpenSide } from './fixtures/byteScene.js'
import { fileKey } from './store.js'

/** What every place for bytes as they come must do. */
export function byteStoreContract(name: string, kind: ByteStore['kind'], open: OpenSide): void {
  const { key, newSides, newStore, textAt, write, keep } = createByteScene(kind, open)

  describe(`${name}, as a place for bytes`, () => {
    it('keeps what was appended, in its order', async () => {
      const store = newStore()
      const file = await store.open(key, 1)
      expect(file.size).toBe(0)
      await write(file, 'moving ')
      await write(file, 'pictures')
      expect(file.size).toBe(15)
      expect(await textAt(store)).toBe('moving pictures')
    })

    it('counts what was appended a moment ago', async () => {
      const file = await newStore().open(key, 1)
      await file.append(new Uint8Array(10))
      await file.append(new Uint8Array(0))
      await file.append(new Uint8Array(5))
      expect(file.size).toBe(15)
    })

    it('keeps its own copy of what was appended', async () => {
      const store = newStore()
      const file = await store.open(key, 1)
      const bytes = new TextEncoder().encode('before')
      await file.append(bytes)
      bytes.fill(0)
      await file.flush()
      expect(await textAt(store)).toBe('before')
    })

    it('takes a view into a larger buffer', async () => {
      const store = newStore()
      const file = await store.open(key, 1)
      await file.append(new TextEncoder().encode('moving pictures').subarray(7, 11))
      await file.flush()
      expect(await textAt(store)).toBe('pict')
    })

    it('goes on where it was when it is opened again', async () => {
      const store = newStore()
      await keep(store, 'moving ')
      const file = await store.open(key, 1)
      expect(file.size).toBe(7)
      await write(file, 'pictures')
      expect(await textAt(store)).toBe('moving pictures')
    })

    it('goes on under every later epoch', async () => {
      const [one, other] = newSides()
      for (const [at, text] of ['mov', 'ing', '', ' pic', 'tures'].entries()) {
        await keep(at % 2 ? other : one, text, at + 1)
      }
      expect((await one.open(key, 9)).size).toBe(15)
      expect(await textAt(other)).toBe('moving pictures')
    })

    it('keeps a file of no bytes apart from none', async () => {
      const store = newStore()
      expect(await store.read(key)).toBeNull()
      const file = await store.open(key, 1)
      await file.close()
      expect((await store.read(key))?.size).toBe(0)
      expect(await store.keys()).toEqual([key])
    })

    it('takes many small pieces', async () => {
      const store = newStore()
      const file = await store.open(key, 1)
      const bytes = Uint8Array.from({ length: 3_000 }, (_, at) => (at * 7) % 251)
      for (let at = 0; at < bytes.length; at += 7) await file.append(bytes.subarray(at, at + 7))
      await file.close()
      expect(new Uint8Array(await (await store.read(key))!.arrayBuffer())).toEqual(bytes)
    })

    it('can be read while it is written', async () => {
      const store = newStore()
      const file = await store.open(key, 1)
      await write(file, 'moving ')
      const soFar = await store.read(key)
      await file.append(new TextEncoder().encode('pictures'))
      expect('moving pictures'.startsWith((await textAt(store))!)).toBe(true)
      expect(await soFar!.text()).toBe('moving ')
      await file.close()
      expect(await textAt(store)).toBe('moving pictures')
    })

    it('keeps files apart that are written at the same time', async () => {
      const store = newStore()
      const keys = [0, 1, 2].map((file) => byteKey(kind, fileKey('film', 1, file)))
      const files = await Promise.all(keys.map((key) => store.open(key, 1)))
      for (const round of ['a', 'b'])
        await Promise.all(files.map((file, at) => file.append(new TextEncoder().encode(round + at))))
      await Promise.all(files.map((file) => file.close()))
      expect(await Promise.all(keys.map((key) => textAt(store, key)))).toEqual(['a0b0', 'a1b1', 'a2b2'])
    })

    it('cuts slices out of a body', async () => {
      const store = newStore()
      await keep(store, 'moving ')
      await keep(store, 'pictures', 2)
      expect(await (await store.read(key))!.slice(5, 11).text()).toBe('g pict')
    })
  })

  describe(`${name}, when a file begins anew`, () => {
    it('forgets what it had, and goes on from nothing', async () => {
      const store = newStore()
      const file = await store.open(key, 1)
      await write(file, 'an old film')
      await file.clear()
      expect([file.size, (await store.read(key))?.size]).toEqual([0, 0])
      await write(file, 'new')
      await file.close()
      expect(await textAt(store)).toBe('new')
    })

    it('forgets what earlier epochs wrote, and what was not flushed', async () => {
      const [one, other] = newSides()
      await keep(one, 'an old ')
      const file = await other.open(key, 2)
      await file.append(new Uint8Array(4))
      await file.clear()
      await write(file, 'ne')
      await file.clear()
      await write(file, 'new')
      await file.close()
      expect((await one.open(key, 3)).size).toBe(3)
      expect(await textAt(one)).toBe('new')
    })
  })

  describe(`${name}, with bodies that are whole`, () => {
    const encode = (text: string) => new TextEncoder().encode(text)
    const bodiesOf = (texts: readonly string[]) =>
      texts.map((text, file) => ({ key: byteKey(kind, fileKey('film', 1, file)), bytes: encode(text) }))

    it('keeps them all, large, small and empty', async () => {
      const [one, other] = newSides()
      const texts = ['moving pictures', '', 'x'.repeat(100_000)]
      const bodies = bodiesOf(texts)
      await one.putWhole(bodies, 1)
      expect(await Promise.all(bodies.map(({ key }) => textAt(other, key)))).toEqual(texts)
      expect((await other.keys()).toSorted()).toEqual(bodies.map(({ key }) => key).toSorted())
    })

    it('replaces what was begun of one', async () => {
      const [one, other] = newSides()
      await keep(one, 'an old film, and a long one')
      await other.putWhole(bodiesOf(['new']), 2)
      expect(await textAt(one)).toBe('new')
      expect((await one.open(key, 3)).size).toBe(3)
    })

    it('refuses a side that was overtaken', async () => {
      const [one, other] = newSides()
      await keep(one, 'kept', 2)
      await expect(other.putWhole(bodiesOf(['late']), 1)).rejects.toBeInstanceOf(FencedError)
      expect(await textAt(one)).toBe('kept')
    })

    it('keeps out a side that writes to one of them late', async () => {
      const [frozen, heir] = newSides()
      const old = await frozen.open(key, 1)
      await heir.putWhole(bodiesOf(['new']), 2)
      await expect(write(old, 'late')).rejects.toBeInstanceOf(FencedError)
      expect(await textAt(heir)).toBe('new')
    })
  })

  takeoverContract(name, kind, open)
}
