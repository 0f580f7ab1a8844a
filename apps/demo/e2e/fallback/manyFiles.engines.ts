import type { DemoServer } from '../../server/server.ts'
import type { Tab } from '../engines/driver.ts'
import { expect, test } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import { fileOf, mostAtOnce, openShelf, recordOf, sha256, until } from './fetches.ts'

declare const stage: Stage

const TILES = Array.from({ length: 1_000 }, (_, at) => `/media/sample/tile-${at}-${3_500 + at}.bin`)

/** What a kill may cost: the files that have come and are not journalled yet, and those on their way. */
const LOST_TO_A_KILL = 64 + 2

const startTiles = (tab: Tab, urls = TILES) => tab.evaluate((urls) => stage.client.fetch('tiles', urls), urls)
const completedOf = async (tab: Tab) => (await recordOf(tab, 'tiles'))?.filesCompleted ?? 0
const untilCompleted = (tab: Tab, files: number) =>
  expect.poll(() => completedOf(tab), { timeout: 60_000, intervals: [50] }).toBeGreaterThanOrEqual(files)

/** Of every file, in the order they were asked for. */
const storedDigests = (tab: Tab) => tab.evaluate(() => stage.sha256OfAll('tiles'))
async function digestsOf(server: DemoServer, urls = TILES): Promise<readonly string[]> {
  const digests: string[] = []
  for (const url of urls) digests.push(await sha256(server, url))
  return digests
}

test('fetches a thousand small files, each of them once', async ({ open, server }) => {
  test.slow()
  const tab = await openShelf(await open(), server)
  await startTiles(tab)
  expect(await until(tab, 'tiles', 'completed', 120_000)).toMatchObject({ filesCompleted: 1_000, attempt: 1 })
  const fetched = server.log.map(({ url }) => url)
  expect(fetched.toSorted()).toEqual(TILES.toSorted())
  expect(await storedDigests(tab)).toEqual(await digestsOf(server))
  expect(await tab.evaluate(() => stage.storageErrors)).toEqual([])
})

test('makes as many requests at once as the app says', async ({ open, server }) => {
  const tab = await openShelf(await open(), server, '&requests=5,3')
  const episodes = [5, 12].map((count, season) =>
    Array.from({ length: count }, (_, at) => `${fileOf(`${season}-${at}`, 100_000)}?rate=400000`),
  )
  await tab.evaluate(
    (seasons) => Promise.all(seasons.map((urls, at) => stage.client.fetch(`season-${at}`, urls))),
    episodes,
  )
  for (const at of [0, 1]) await until(tab, `season-${at}`, 'completed')
  expect(mostAtOnce(server.log)).toBe(5)
  // For the last of the longer one there would be five places.
  expect(mostAtOnce(server.log.filter(({ url }) => episodes[1]!.includes(url)))).toBe(3)
})

test('fetches no small file again that counted before a kill, and few of the others', async ({
  open,
  server,
}) => {
  test.slow()
  const tiles = TILES.slice(0, 500)
  let driver = await open()
  let tab = await openShelf(driver, server)
  await startTiles(tab, tiles)
  const kills: { readonly requests: number; readonly completed: number }[] = []
  for (const enough of [100, 300]) {
    await untilCompleted(tab, enough)
    const completed = await completedOf(tab)
    await driver.kill()
    await server.settled()
    kills.push({ requests: server.log.length, completed })
    driver = await open()
    tab = await openShelf(driver, server)
  }
  await until(tab, 'tiles', 'completed', 120_000)
  for (const { requests, completed } of kills) {
    const later = new Set(server.log.slice(requests).map(({ url }) => url))
    expect(later.size).toBeLessThanOrEqual(tiles.length - completed)
  }
  expect(server.log.length).toBeLessThanOrEqual(tiles.length + kills.length * LOST_TO_A_KILL)
  expect(await storedDigests(tab)).toEqual(await digestsOf(server, tiles))
})
