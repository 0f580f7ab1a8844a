import { expect, it } from 'vitest'
import { newFetch, NOW, storedRequest } from '../fixtures/films.js'
import { createJournal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import { byteKey, FencedError, type ByteStore } from '../store/bytes.js'
import { createMemoryStore } from '../store/memory.js'
import { createMemoryBytes } from '../store/memoryBytes.js'
import { createRoutedStore } from '../store/routed.js'
import { fileKey } from '../store/store.js'
import { createLandings } from './landing.js'

const SIZE = 10

/** A fetch of some tiles, on a disk with room for so many bytes, and so many notes of them. */
async function setUp({ room = Infinity, notes = Infinity } = {}) {
  const disk = createMemoryBytes()
  const groups: number[] = []
  const home: ByteStore = {
    ...disk,
    async putWhole(bodies, epoch) {
      groups.push(bodies.length)
      const kept = (await disk.keys()).length * SIZE
      if (kept + bodies.length * SIZE > room)
        throw new DOMException('The disk is full.', 'QuotaExceededError')
      await disk.putWhole(bodies, epoch)
    },
  }
  const journal = createJournal(createMemoryTables())
  const requests = [0, 1, 2].map((at) => storedRequest(`https://films.example/tile-${at}`, { size: SIZE }))
  await journal.create(newFetch('tiles', { requests }))
  const job = (await journal.job('tiles'))!
  const store = createRoutedStore({ cache: createMemoryStore(), bytes: [home] })
  let asked = 0
  const landings = createLandings({
    bytes: home,
    journal: {
      ...journal,
      async stage(rows, epoch) {
        asked++
        // As Chromium says it.
        if (asked > notes) throw new DOMException('No room to write.', 'AbortError')
        return journal.stage(rows, epoch)
      },
    },
    store,
    epoch: await journal.nextEpoch(),
    now: () => NOW,
  })
  const landFile = landings.of(job)
  const land = (file: number, size = SIZE) =>
    landFile({
      file,
      head: { status: 200, statusText: 'OK', responseUrl: '', headers: [] },
      isRestarted: false,
      key: byteKey('memory', fileKey('tiles', 1, file)),
      size,
      bytes: new Uint8Array(size),
      isNoted: false,
      digest: undefined,
    })
  const stagedFiles = async () => (await journal.staged('tiles', 1)).map(({ file }) => file)
  const timesAsked = () => asked
  return { journal, timesAsked, landings, land, groups, disk, stagedFiles }
}

it('lands together what comes while another file lands', async () => {
  const { land, groups, stagedFiles } = await setUp()
  expect(await Promise.all([land(0), land(1), land(2)])).toEqual([null, null, null])
  expect([groups, await stagedFiles()]).toEqual([
    [1, 2],
    [0, 1, 2],
  ])
})

it('says what is wrong with a file, keeps none of it, and lands its neighbours', async () => {
  const { land, disk, stagedFiles } = await setUp()
  const [, short] = await Promise.all([land(0), land(1, SIZE - 1), land(2)])
  expect(short).toMatchObject({ reason: 'truncated' })
  expect([await stagedFiles(), (await disk.keys()).length]).toEqual([[0, 2], 2])
})

it('leaves the last of a full disk’s room alone', async () => {
  const { land, groups, stagedFiles } = await setUp({ room: 2 * SIZE })
  const landed = await Promise.allSettled([land(0), land(1), land(2)])
  expect(landed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect([groups, await stagedFiles()]).toEqual([[1, 2], [0]])
})

it('asks a journal that finds no room once for all of them', async () => {
  const { land, timesAsked, stagedFiles } = await setUp({ notes: 1 })
  const landed = await Promise.allSettled([land(0), land(1), land(2)])
  expect(landed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect([timesAsked(), await stagedFiles()]).toEqual([2, [0]])
})

it('leaves no byte of what nobody wants any more', async () => {
  const { journal, land, disk } = await setUp()
  await journal.remove('tiles', NOW)
  await Promise.all([land(0), land(1)])
  expect(await disk.keys()).toEqual([])
})

it('notes nothing once another leads', async () => {
  const { journal, land, stagedFiles, landings } = await setUp()
  await journal.nextEpoch()
  await expect(land(0)).rejects.toBeInstanceOf(FencedError)
  expect([await stagedFiles(), landings.hasRoom]).toEqual([[], true])
})
