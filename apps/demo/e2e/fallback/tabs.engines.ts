import type { DemoServer } from '../../server/server.ts'
import type { Driver, Tab } from '../engines/driver.ts'
import { expect, test } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import {
  askedAgain,
  MB,
  openShelf,
  recordOf,
  sentFor,
  sha256,
  start,
  storedSha256,
  TWO_SLICES,
  until,
  untilMoving,
} from './fetches.ts'

declare const stage: Stage

/** Ten seconds of transfer. */
const FILM_SIZE = 20 * MB
const FILM = `/media/sample/film-${FILM_SIZE}.bin?rate=${2 * MB}`

/** Opens tabs on one fetch, to lead in their order: each stands in line for the lock before the next one comes. */
async function openTabs(
  driver: Driver,
  server: DemoServer,
  count: number,
  query = '',
): Promise<readonly Tab[]> {
  const tabs: Tab[] = []
  for (let at = 0; at < count; at++) {
    const tab = await openShelf(driver, server, query)
    if (at === 0) await start(tab, 'film', FILM, FILM_SIZE)
    await untilInLine(tab, at + 1)
    tabs.push(tab)
  }
  return tabs
}

/** Waits until so many tabs lead, or stand in line for it. */
async function untilInLine(tab: Tab, count: number): Promise<void> {
  const inLine = () =>
    tab.evaluate(async () => {
      const { held = [], pending = [] } = await navigator.locks.query()
      return [...held, ...pending].filter(({ name }) => name?.endsWith(':leader')).length
    })
  await expect.poll(inLine, { timeout: 20_000 }).toBe(count)
}

/** Takes a leading tab away; gives how long it took until the next leader's first request reached the server. */
async function takeAway(server: DemoServer, end: () => Promise<number>): Promise<number> {
  const endedAt = await end()
  const next = () => server.log.find(({ startedAt }) => startedAt > endedAt)
  await expect.poll(() => next() !== undefined, { timeout: 20_000, intervals: [20] }).toBe(true)
  return next()!.startedAt - endedAt
}

const closing = (tab: Tab) => async () => {
  const closedAt = Date.now()
  await tab.close()
  return closedAt
}

test('goes on in another tab within two seconds when the leading one is closed, and when it crashes', async ({
  open,
  server,
}) => {
  const [one, two, three] = (await openTabs(await open(), server, 3)) as [Tab, Tab, Tab]
  await untilMoving(three, 'film', 3 * MB)
  const closed = await takeAway(server, closing(one))
  await untilMoving(three, 'film', (await recordOf(three, 'film'))!.downloaded + 3 * MB)
  const crashed = await takeAway(server, () => two.crash())
  await until(three, 'film', 'completed')
  expect(await storedSha256(three, 'film', FILM)).toBe(await sha256(server, FILM))
  expect(closed).toBeLessThan(2_000)
  expect(crashed).toBeLessThan(2_000)
  expect(askedAgain(server, FILM)).toEqual([])
  expect(sentFor(server, FILM)).toBeLessThan(FILM_SIZE + TWO_SLICES)
})

test('shows the same in three tabs, whichever of them acts, and fetches no kept byte twice', async ({
  open,
  server,
}) => {
  const tabs = await openTabs(await open(), server, 3)
  const [, two, three] = tabs as [Tab, Tab, Tab]
  for (const tab of tabs) await untilMoving(tab, 'film', 2 * MB)
  expect(await three.evaluate(() => stage.client.pause('film'))).toBe(true)
  const look = () =>
    Promise.all(
      tabs.map(async (tab) => {
        const { status, downloaded } = (await recordOf(tab, 'film'))!
        return `${status} ${downloaded}`
      }),
    )
  await expect.poll(async () => new Set(await look()).size).toBe(1)
  expect(await look()).toEqual(Array(3).fill(expect.stringMatching(/^paused [1-9]/)))
  expect(await two.evaluate(() => stage.client.resume('film'))).toBe(true)
  for (const tab of tabs) {
    expect(await until(tab, 'film', 'completed')).toMatchObject({ downloaded: FILM_SIZE, attempt: 1 })
    const amounts = await tab.evaluate(() => stage.seen.map(({ downloaded }) => downloaded))
    expect(amounts).toEqual(amounts.toSorted((one, other) => one - other))
    expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
  }
  await server.settled()
  const brokenOff = server.log.filter(({ aborted }) => aborted)
  // What was under way when it was paused is a slice and the one ahead of it, which may have come whole and in vain.
  expect(brokenOff.length).toBeLessThanOrEqual(2)
  expect(askedAgain(server, FILM)).toEqual([])
  expect(sentFor(server, FILM)).toBeLessThan(FILM_SIZE + TWO_SLICES)
  expect(await three.evaluate(() => stage.storageErrors)).toEqual([])
})

test('goes on in another tab when the leading one is frozen, which writes nothing when it wakes', async ({
  open,
  server,
}) => {
  test.slow()
  // A service worker may live in the process that is stopped, and holds up what every other tab asks for, as long as
  // that is stopped (measured in Chromium).
  const [one, two] = (await openTabs(await open(), server, 2, '&worker=none')) as [Tab, Tab]
  await untilMoving(two, 'film', 3 * MB)
  const wake = await one.freeze()
  const frozenAt = Date.now()
  const next = () => server.log.find(({ startedAt }) => startedAt > frozenAt)
  await expect.poll(() => next() !== undefined, { timeout: 60_000 }).toBe(true)
  const took = next()!.startedAt - frozenAt
  await untilMoving(two, 'film', (await recordOf(two, 'film'))!.downloaded + 4 * MB)
  wake()
  for (const tab of [one, two]) await until(tab, 'film', 'completed', 60_000)
  // Ten seconds of silence, looked at once a second, and what a takeover takes.
  expect(took).toBeLessThan(10_000 + 1_000 + 2_000)
  expect(await storedSha256(one, 'film', FILM)).toBe(await sha256(server, FILM))
  expect(askedAgain(server, FILM)).toEqual([])
  // It could not end what it had asked for.
  expect(sentFor(server, FILM)).toBeLessThan(FILM_SIZE + TWO_SLICES)
  for (const tab of [one, two]) expect(await tab.evaluate(() => stage.storageErrors)).toEqual([])
})

test('brings home what a tab behind another has started, and also when it is the only one', async ({
  open,
  server,
}) => {
  const driver = await open()
  const front = await openShelf(driver, server)
  // The engine is loaded for the first fetch.
  await start(front, 'small', '/media/sample/small-5000.bin')
  await untilInLine(front, 1)
  const behind = await openShelf(driver, server)
  await until(behind, 'small', 'completed')
  await front.show()
  const isHidden = () => behind.evaluate(() => document.visibilityState === 'hidden')
  if (driver.engine === 'firefox') await expect.poll(isHidden).toBe(true)
  const films = ['one', 'two'].map((name) => `/media/sample/${name}-${4 * MB}.bin?rate=${2 * MB}`)
  await start(behind, 'one', films[0]!, 4 * MB)
  await until(behind, 'one', 'completed')
  await front.goto(`${server.url}/api/log`)
  await start(behind, 'two', films[1]!, 4 * MB)
  await until(behind, 'two', 'completed')
  if (driver.engine === 'firefox') expect(await isHidden()).toBe(true)
  for (const [at, id] of ['one', 'two'].entries())
    expect(await storedSha256(behind, id, films[at]!)).toBe(await sha256(server, films[at]!))
})
