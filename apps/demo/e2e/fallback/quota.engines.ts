import type { Tab } from '../engines/driver.ts'
import { expect, test as base } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import {
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
} from './fetches.ts'

declare const stage: Stage

const QUOTA = 40 * MB

/** What the app keeps beside its fetches. Random: Firefox would compress zeros. */
function keepInCache(tab: Tab, size: number) {
  return tab.evaluate(async (size) => {
    const pieces = Array.from({ length: size / 50_000 }, () => crypto.getRandomValues(new Uint8Array(50_000)))
    const cache = await caches.open('pictures')
    await cache.put('/pictures', new Response(new Blob(pieces)))
  }, size)
}

/** Not the whole cache: Chromium keeps that for as long as a page has it in hand. */
function clearCache(tab: Tab) {
  return tab.evaluate(async () => (await caches.open('pictures')).delete('/pictures'))
}

const test = base.extend<{ tab: Tab }>({
  tab: async ({ open, server, engine }, use, info) => {
    info.skip(engine === 'webkit', 'WebKitGTK’s MiniBrowser has no switch for the quota, and counts no Blobs')
    await use(await openShelf(await open({ quota: QUOTA }), server))
  },
})

test('keeps what it has when the quota runs out, and goes on by itself when the app has cleared up', async ({
  tab,
  server,
}) => {
  const film = `${fileOf('film', 30 * MB)}?rate=${6 * MB}`
  await start(tab, 'film', film)
  await untilMoving(tab, 'film', 3 * MB)
  await keepInCache(tab, QUOTA / 2)
  await untilFull(tab, 'film')
  await server.settled()
  const requests = server.log.length
  await clearCache(tab)
  await until(tab, 'film', 'completed')
  expect(await recordOf(tab, 'film')).toMatchObject({ attempt: 1, downloaded: 30 * MB })
  expect(server.log[requests]!.range).toMatch(/^bytes=[1-9]/)
  expect(await storedSha256(tab, 'film', film)).toBe(await sha256(server, film))
})

test('waits for the quota that another fetch has used up, and begins when that is removed', async ({
  tab,
  server,
  engine,
}) => {
  await start(tab, 'song', fileOf('song', 25 * MB))
  await until(tab, 'song', 'completed')
  const film = fileOf('film', 20 * MB)
  await start(tab, 'film', film, 20 * MB)
  await untilFull(tab, 'film')
  // Chromium tells no site how much it may keep: only writing tells (measured).
  if (engine !== 'chromium') expect(sentFor(server, film)).toBe(0)
  expect(await tab.evaluate(() => stage.client.remove('song'))).toBe(true)
  await until(tab, 'film', 'completed')
  expect(await storedSha256(tab, 'film', film)).toBe(await sha256(server, film))
})
