import { expect, it } from 'vitest'
import { newFetch, storedRequest } from '../fixtures/films.js'
import { createJournal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import { byteKey, bytePath, type ByteStore } from '../store/bytes.js'
import { createMemoryStore } from '../store/memory.js'
import { createMemoryBytes } from '../store/memoryBytes.js'
import { createRoutedStore } from '../store/routed.js'
import { carryOver } from './carryOver.js'
import { createSmallDisk } from './fixtures/smallDisk.js'

const PATH = 'files/@film/1/0'
const BEGUN = byteKey('opfs', PATH)
const HERE = byteKey('memory', PATH)
const KEPT = new Uint8Array(600_000).map((_, at) => at % 251)
const NOTE = {
  id: 'film',
  generation: 1,
  file: 0,
  key: BEGUN,
  partial: { validators: { etag: '"one"' } },
  sentFor: 1,
}

/** The same store under the keys of another kind. */
function createElsewhere(): ByteStore {
  const bytes = createMemoryBytes()
  const toMemory = (key: string) => byteKey('memory', bytePath('opfs', key)!)
  return {
    ...bytes,
    kind: 'opfs',
    open: (key, epoch) => bytes.open(toMemory(key), epoch),
    read: (key) => bytes.read(toMemory(key)),
    delete: (keys) => bytes.delete(keys.map(toMemory)),
    keys: async () => (await bytes.keys()).map((key) => byteKey('opfs', bytePath('memory', key)!)),
  }
}

/** A film that was begun in another kind of store, and noted there. */
async function setUp({ room = Infinity, kept = KEPT } = {}) {
  const elsewhere = createElsewhere()
  const disk = createSmallDisk(room)
  const journal = createJournal(createMemoryTables())
  await journal.create(newFetch('film', { requests: [storedRequest('https://films.example/film')] }))
  const epoch = await journal.nextEpoch()
  await journal.savePartial(NOTE, epoch)
  if (kept.length > 0) await (await elsewhere.open(BEGUN, epoch)).append(kept)
  const store = createRoutedStore({ cache: createMemoryStore(), bytes: [disk.store, elsewhere] })
  const errors: unknown[] = []
  const expected: number[] = []
  const parts = { store, bytes: disk.store, journal, epoch, onError: (error: unknown) => errors.push(error) }
  const carry = (signal = new AbortController().signal, from = parts) =>
    carryOver(NOTE, HERE, from, { signal, onExpected: async (missing) => void expected.push(missing) })
  const bytesOf = async (key: string) => (await store.read(key))?.bytes()
  return { carry, parts, disk, journal, epoch, store, errors, expected, bytesOf }
}

it('moves the bytes and the note, and leaves nothing behind', async () => {
  const { carry, journal, store, expected, bytesOf } = await setUp()
  const carried = { ...NOTE, key: HERE }
  expect(await carry()).toEqual(carried)
  expect(await journal.partials('film')).toEqual([carried])
  expect(await store.keys()).toEqual([HERE])
  expect(await bytesOf(HERE)).toEqual(KEPT)
  expect(expected).toEqual([KEPT.length])
})

it('moves a note that has no bytes: what was sent must not be sent again', async () => {
  const { carry, journal, store, expected } = await setUp({ kept: new Uint8Array() })
  expect(await carry()).toMatchObject({ key: HERE, sentFor: 1 })
  expect(await journal.partials('film')).toMatchObject([{ key: HERE, sentFor: 1 }])
  expect(await store.keys()).toEqual([])
  expect(expected).toEqual([])
})

it('begins again a copy that was killed', async () => {
  const { carry, parts, epoch, bytesOf } = await setUp()
  const half = await parts.bytes.open(HERE, epoch)
  await half.append(new Uint8Array(1_000).fill(255))
  await half.close()
  await carry()
  expect(await bytesOf(HERE)).toEqual(KEPT)
})

it('loses nothing where there is no room for a copy', async () => {
  const { carry, journal, bytesOf, disk } = await setUp({ room: 300_000 })
  await expect(carry()).rejects.toMatchObject({ name: 'QuotaExceededError' })
  expect(await journal.partials('film')).toEqual([NOTE])
  expect(await bytesOf(BEGUN)).toEqual(KEPT)
  disk.room = Infinity
  await carry()
  expect(await bytesOf(HERE)).toEqual(KEPT)
})

it('loses nothing when it is stopped', async () => {
  const { carry, journal, bytesOf } = await setUp()
  await expect(carry(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  expect(await journal.partials('film')).toEqual([NOTE])
  expect(await bytesOf(BEGUN)).toEqual(KEPT)
})

it('keeps what comes before bytes that can’t be read any more, and says so', async () => {
  const { carry, parts, errors, bytesOf } = await setUp()
  const lost = new DOMException('The file is gone.', 'NotReadableError')
  const isWhole = (key: string) => key !== BEGUN
  const store = {
    ...parts.store,
    async read(key: string) {
      const body = await parts.store.read(key)
      return isWhole(key) || !body ? body : failsAfter(body, 200_000, lost)
    },
  }
  await carry(undefined, { ...parts, store })
  expect(errors).toEqual([lost])
  expect(await bytesOf(HERE)).toEqual(KEPT.slice(0, 200_000))
})

/** A stored body that its disk gives only the beginning of. */
function failsAfter(body: Blob, size: number, error: unknown): Blob {
  let isRead = false
  const stream = () =>
    new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        if (isRead) return controller.error(error)
        isRead = true
        controller.enqueue(await body.slice(0, size).bytes())
      },
    })
  return Object.assign(body.slice(), { stream })
}
