import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { mountSmallDisk, type SmallDisk } from '../engines/smallDisk.ts'
import { expect, test as base, untilStage } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import {
  FULL,
  fileOf,
  untilFull,
  MB,
  openShelf,
  recordOf,
  sentFor,
  sha256,
  start,
  storedSha256,
  until,
  untilMoving,
  untilNothingKept,
  usage,
} from './fetches.ts'

declare const stage: Stage

/** More than any browser gives an origin, and the most that the server makes. */
const HUGE = 999_999 * MB

/** What a request that was ended for want of room may have brought in vain. */
const IN_VAIN = 10 * MB
/** In WebKit also what was acknowledged, and had been cut off. */
const IN_VAIN_WEBKIT = 14 * MB

/** Less than the films of these tests; a chunk of the database and the reserve find room. */
const ROOM = 12 * MB

const test = base.extend<{ disk: SmallDisk }>({
  disk: async ({}, use, info) => {
    const disk = mountSmallDisk()
    info.skip(disk === null, 'a disk of its own needs root')
    await use(disk!)
    disk!.unmount()
  },
})
/** What sites keep lies on a disk that can be filled: of a Firefox nothing else, for the rest of its profile grows as well. */
const diskTest = test.extend({
  profile: async ({ disk, engine, profile }, use) => {
    if (engine === 'firefox') await symlink(disk.folder, join(profile, 'storage'))
    await use(engine === 'firefox' ? profile : disk.folder)
  },
})

test('says of a file that can’t fit that it has no room, before a byte is fetched, and lets others pass', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  const huge = fileOf('huge', HUGE)
  await start(tab, 'huge', huge, HUGE)
  await untilFull(tab, 'huge')
  await start(tab, 'song', fileOf('song', 50_000))
  await until(tab, 'song', 'completed')
  expect(sentFor(server, huge)).toBe(0)
  expect(await recordOf(tab, 'huge')).toMatchObject({ ...FULL, attempt: 1 })
  await tab.reload()
  await untilStage(tab)
  await untilFull(tab, 'huge')
  expect(await tab.evaluate(() => stage.client.abort('huge'))).toBe(true)
  expect(await recordOf(tab, 'huge')).toMatchObject({ status: 'aborted' })
})

test('stops a file whose size turns out to be too much after its first slice', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const huge = fileOf('huge', HUGE)
  await start(tab, 'huge', huge)
  await untilFull(tab, 'huge')
  await server.settled()
  expect(sentFor(server, huge)).toBeLessThan(MB)
})

diskTest(
  'keeps what it has on a full disk, and goes on by itself when there is room',
  async ({ open, server, disk, engine }) => {
    const tab = await openShelf(await open(), server)
    await start(tab, 'song', fileOf('song', 50_000))
    await until(tab, 'song', 'completed')
    await disk.fill(ROOM)
    const film = fileOf('film', 20 * MB)
    await start(tab, 'film', film)
    await untilFull(tab, 'film')
    await server.settled()
    const requests = server.log.length
    expect(await tab.evaluate(() => stage.client.resume('film'))).toBe(true)
    await untilFull(tab, 'film')
    await disk.empty()
    await until(tab, 'film', 'completed')
    expect(await recordOf(tab, 'film')).toMatchObject({ attempt: 1, downloaded: 20 * MB })
    expect(await storedSha256(tab, 'film', film)).toBe(await sha256(server, film))
    expect(server.log[requests]!.range).toMatch(/^bytes=[1-9]/)
    expect(sentFor(server, film)).toBeLessThan(20 * MB + (engine === 'webkit' ? IN_VAIN_WEBKIT : IN_VAIN))
  },
)

diskTest('makes its own room: what is removed lets go on what waits', async ({ open, server, disk }) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'song', fileOf('song', 20 * MB))
  await until(tab, 'song', 'completed')
  await disk.fill(ROOM)
  const film = fileOf('film', 15 * MB)
  await start(tab, 'film', film)
  await untilFull(tab, 'film')
  expect(await tab.evaluate(() => stage.client.remove('song'))).toBe(true)
  await until(tab, 'film', 'completed')
  expect(await storedSha256(tab, 'film', film)).toBe(await sha256(server, film))
})

diskTest('is there again at the next visit, full disk or not', async ({ open, server, disk }) => {
  const driver = await open()
  const tab = await openShelf(driver, server)
  await start(tab, 'song', fileOf('song', 50_000))
  await until(tab, 'song', 'completed')
  await disk.fill(ROOM)
  const film = fileOf('film', 20 * MB)
  await start(tab, 'film', film)
  await untilMoving(tab, 'film', 2 * MB)
  await untilFull(tab, 'film')
  await server.settled()
  await tab.reload()
  await untilStage(tab)
  await untilFull(tab, 'film')
  await disk.empty()
  const requests = server.log.length
  await until(tab, 'film', 'completed')
  // Also where the bytes had to move: Firefox's private file system may take nothing new any more by now (measured).
  expect(server.log[requests]!.range).toMatch(/^bytes=[1-9]/)
  expect(await storedSha256(tab, 'film', film)).toBe(await sha256(server, film))
})

test('gives back the room of what was removed, aborted or found to be wrong', async ({
  open,
  server,
  profile,
  engine,
}) => {
  test.setTimeout(120_000)
  const tab = await openShelf(await open(), server)
  const used = () => usage(tab, profile, engine)
  await start(tab, 'song', fileOf('song', 50_000))
  await until(tab, 'song', 'completed')
  const before = await used()
  // What browsers keep of their own, and count late: WebKit's database does not shrink by the rows that it has let go of.
  const kept = engine === 'webkit' ? 22 * MB : 5 * MB
  // Several times what is kept.
  const size = engine === 'webkit' ? 60 * MB : 30 * MB
  const untilFreed = async () => {
    await expect.poll(used, { timeout: 20_000 }).toBeLessThan(before + kept)
    expect((await tab.evaluate(() => stage.kept())).filter((name) => !name.includes('song'))).toEqual([])
  }

  await start(tab, 'film', fileOf('film', size))
  await until(tab, 'film', 'completed')
  await expect.poll(used, { timeout: 20_000 }).toBeGreaterThan(before + (size * 5) / 6)
  expect(await tab.evaluate(() => stage.client.remove('film'))).toBe(true)
  await untilFreed()

  await start(tab, 'podcast', `${fileOf('podcast', 2 * size)}?rate=${size / 4}`)
  await untilMoving(tab, 'podcast', (size * 2) / 3)
  expect(await tab.evaluate(() => stage.client.abort('podcast'))).toBe(true)
  await untilFreed()

  const forged = { url: fileOf('forged', size), integrity: `sha256-${'A'.repeat(43)}=` }
  await tab.evaluate((forged) => stage.client.fetch('forged', forged), forged)
  expect(await until(tab, 'forged', 'failed')).toMatchObject({ failure: { reason: 'integrity' } })
  await untilFreed()
})

test('frees at start what no record names, and begins anew', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const [song, film] = [fileOf('song', 50_000), `${fileOf('film', 20 * MB)}?rate=${4 * MB}`]
  await start(tab, 'song', song)
  await until(tab, 'song', 'completed')
  await start(tab, 'film', film)
  await untilMoving(tab, 'film', 4 * MB)
  expect(await tab.evaluate(() => stage.client.pause('film'))).toBe(true)
  expect((await tab.evaluate(() => stage.kept())).length).toBeGreaterThanOrEqual(2)
  // A page that opens nothing; and a browser that has thrown a damaged database away, as Chromium does.
  await tab.goto(`${server.url}/api/log`)
  await tab.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('longhaul:default')
        deleting.addEventListener('success', () => resolve(null))
        deleting.addEventListener('blocked', () => reject(new Error('Somebody has it open.')))
      }),
  )
  await tab.goto(`${server.url}/?engine=auto`)
  await untilStage(tab)
  await untilNothingKept(tab)
  expect(await tab.evaluate(() => stage.client.getIds())).toEqual([])
  await start(tab, 'film', film)
  await until(tab, 'film', 'completed')
  expect(await storedSha256(tab, 'film', film)).toBe(await sha256(server, film))
})
