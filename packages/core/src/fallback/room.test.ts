import { expect, it } from 'vitest'
import { idle } from '../client/fixtures/stage.js'
import { createVirtualClock } from '../testing/createVirtualClock.js'
import type { Claim } from './claims.js'
import { createSmallDisk } from './fixtures/smallDisk.js'
import { RESERVE_SIZE } from './reserve.js'
import { createRoom } from './room.js'

const MIB = 1 << 20
const SOON = { timeout: 4_000 }

function open(room: number, estimate: () => Promise<StorageEstimate | undefined> = async () => undefined) {
  const disk = createSmallDisk(room)
  const clock = createVirtualClock()
  const errors: unknown[] = []
  const watch = createRoom({ bytes: disk.store, clock, estimate, onError: (error) => errors.push(error) })
  return { disk, clock, errors, room: watch }
}

/** Work that writes a file, and says what became of it. */
function write({ room, disk }: ReturnType<typeof open>, name: string, size: number, failsWhenFull = false) {
  const controller = new AbortController()
  const said: string[] = []
  const work = async (claim: Claim) => {
    await claim.expect(size)
    const file = await disk.store.open(`memory:${name}`, 1)
    while (file.size < size) {
      claim.signal.throwIfAborted()
      await file.append(new Uint8Array(MIB))
      claim.moved(file.size, size - file.size)
      await new Promise(setImmediate)
    }
    return 'written'
  }
  const onFull = (isFull: boolean) => said.push(isFull ? 'full' : 'goes on')
  room.keep(work, { signal: controller.signal, failsWhenFull, onFull }).then(
    (result) => said.push(result),
    (error: Error) => said.push(error.name),
  )
  return { said, abort: () => controller.abort() }
}

it('does again what found no room, as soon as there is some', async () => {
  const stage = open(5 * MIB)
  const film = write(stage, 'film', 8 * MIB)
  await expect.poll(() => film.said, SOON).toEqual(['full'])
  expect(stage.errors).toHaveLength(1)
  stage.clock.advance(60_000)
  await idle()
  stage.disk.room = 20 * MIB
  stage.clock.advance(5_000)
  await expect.poll(() => film.said, SOON).toEqual(['full', 'goes on', 'written'])
})

it('looks at once where something was freed', async () => {
  const stage = open(5 * MIB)
  const film = write(stage, 'film', 4 * MIB)
  await expect.poll(() => film.said, SOON).toEqual(['full'])
  stage.disk.room = 20 * MIB
  stage.room.look()
  await expect.poll(() => film.said, SOON).toEqual(['full', 'goes on', 'written'])
})

it('leaves the journal its reserve on a full disk, once everybody has stopped', async () => {
  const stage = open(7 * MIB)
  const [film, podcast] = [write(stage, 'film', 40 * MIB), write(stage, 'podcast', 40 * MIB)]
  await expect.poll(() => [film.said, podcast.said], SOON).toEqual([['full'], ['full']])
  await idle()
  expect(stage.disk.room - (await stage.disk.used())).toBeGreaterThanOrEqual(RESERVE_SIZE)
})

it('begins nothing large on a disk that has no room for the reserve', async () => {
  const stage = open(RESERVE_SIZE - 1)
  const film = write(stage, 'film', 4 * MIB)
  await expect.poll(() => film.said, SOON).toEqual(['full'])
  expect(await stage.disk.used()).toBe(0)
})

it('takes no room of others when nothing is under way', async () => {
  const stage = open(20 * MIB)
  const film = write(stage, 'film', 4 * MIB)
  await expect.poll(() => film.said, SOON).toEqual(['written'])
  expect(await stage.disk.used()).toBe(4 * MIB + RESERVE_SIZE)
  await stage.room.rest()
  expect(await stage.disk.used()).toBe(4 * MIB)
})

it('takes over the reserve that a killed leader left, whatever its number was', async () => {
  const stage = open(20 * MIB)
  const left = await stage.disk.store.open('memory:reserve', Number.MAX_SAFE_INTEGER)
  await left.append(new Uint8Array(MIB))
  await left.close()
  const film = write(stage, 'film', 4 * MIB)
  await expect.poll(() => film.said, SOON).toEqual(['written'])
  expect(await stage.disk.used()).toBe(4 * MIB + RESERVE_SIZE)
})

it('keeps the reserve of those who write while another waits', async () => {
  const estimate = async () => ({ quota: 100 * MIB, usage: 0 })
  const stage = open(13 * MIB, estimate)
  const film = write(stage, 'film', 90 * MIB)
  const huge = write(stage, 'huge', 90 * MIB)
  await expect.poll(() => huge.said, SOON).toEqual(['full'])
  // It is looked for room again and again, while the disk fills up.
  while (film.said.length === 0) {
    stage.room.look()
    await new Promise(setImmediate)
  }
  expect(film.said).toEqual(['full'])
  await idle()
  expect(stage.disk.room - (await stage.disk.used())).toBeGreaterThanOrEqual(RESERVE_SIZE)
})

it('refuses what can’t fit beside what is under way, and stops nobody for it', async () => {
  const stage = open(50 * MIB, async () => ({ quota: 20 * MIB, usage: 0 }))
  const film = write(stage, 'film', 12 * MIB)
  const podcast = write(stage, 'podcast', 12 * MIB)
  await expect.poll(() => podcast.said, SOON).toEqual(['full'])
  await expect.poll(() => film.said, SOON).toEqual(['written'])
  stage.room.look()
  await expect.poll(() => podcast.said, SOON).toEqual(['full', 'goes on', 'written'])
})

it.each([
  ['says nothing', async () => undefined],
  ['can’t say', () => Promise.reject(new DOMException('', 'UnknownError'))],
  ['says what can’t be, as Firefox does after a crash', async () => ({ quota: 10, usage: 2 ** 64 })],
])('tries where the browser %s of room', async (_name, estimate) => {
  const film = write(open(20 * MIB, estimate), 'film', 4 * MIB)
  await expect.poll(() => film.said, SOON).toEqual(['written'])
})

it('ends it instead, where the policy says so', async () => {
  const stage = open(5 * MIB)
  expect(await outcome(write(stage, 'film', 4 * MIB, true))).toEqual(['QuotaExceededError'])
})

it('waits no longer than it is wanted', async () => {
  const stage = open(5 * MIB)
  const film = write(stage, 'film', 4 * MIB)
  await expect.poll(() => film.said, SOON).toEqual(['full'])
  film.abort()
  await expect.poll(() => film.said.at(-1), SOON).toBe('AbortError')
})

it('takes any failure of storage for a full disk where the disk is full, and no other', async () => {
  const strange = () => Promise.reject(new DOMException('', 'UnknownError'))
  const said: string[] = []
  const keep = (stage: ReturnType<typeof open>) =>
    stage.room.keep(strange, {
      signal: new AbortController().signal,
      onFull: () => said.push('full'),
    })
  await expect(keep(open(20 * MIB))).rejects.toMatchObject({ name: 'UnknownError' })
  void keep(open(0))
  await expect.poll(() => said, SOON).toEqual(['full'])
})

async function outcome({ said }: { said: readonly string[] }): Promise<readonly string[]> {
  await expect.poll(() => said.length, SOON).toBeGreaterThan(0)
  return said
}

it('gives back what is held for the journal also where the last to write had room enough', async () => {
  const stage = open(20 * MIB)
  let land = () => {}
  const landing = stage.room.keep(() => new Promise<void>((resolve) => (land = resolve)), {
    signal: new AbortController().signal,
    onFull: () => {},
  })
  const film = write(stage, 'film', 40 * MIB)
  await expect.poll(() => film.said, SOON).toEqual(['full'])
  land()
  await landing
  await expect.poll(() => stage.disk.store.keys(), SOON).toEqual(['memory:film'])
})
