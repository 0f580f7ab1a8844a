import { describe, expect, it } from 'vitest'
import { FencedError, byteKey, type ByteFile, type ByteStore } from './bytes.js'
import { fileKey } from './store.js'

let namespaces = 0

/** What every place for bytes as they come must do. `open` called twice gives two sides of one place: two tabs. */
export function byteStoreContract(name: string, kind: ByteStore['kind'], open: (namespace: string) => ByteStore): void {
  const key = byteKey(kind, fileKey('film', 1, 0))
  const newSides = () => {
    const namespace = `contract-${Date.now()}-${(namespaces += 1)}`
    return [open(namespace), open(namespace)] as const
  }
  const newStore = () => newSides()[0]
  const textAt = async (store: ByteStore, at = key) => (await store.read(at))?.text()
  const write = async (file: ByteFile, text: string) => {
    await file.append(new TextEncoder().encode(text))
    await file.flush()
  }
  /** Opens, writes, and lets go. */
  const keep = async (store: ByteStore, text: string, epoch = 1, at = key) => {
    const file = await store.open(at, epoch)
    await write(file, text)
    await file.close()
  }

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
      for (const round of ['a', 'b']) await Promise.all(files.map((file, at) => file.append(new TextEncoder().encode(round + at))))
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
      expect(await Promise.all(keys.map((key) => textAt(store, key)))).toEqual([undefined, '1', '2', '3', '4', '5', undefined])
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
