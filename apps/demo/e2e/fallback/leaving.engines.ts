import type { Tab } from '../engines/driver.ts'
import { expect, test, untilStage } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import {
  MB,
  FILM_SIZE,
  FILM,
  fileOf,
  openShelf,
  start,
  recordOf,
  until,
  untilMoving,
  untilNothingKept,
  sha256,
  storedSha256,
  resumedAt,
  askedAgain,
} from './fetches.ts'

declare const stage: Stage

const SONG = fileOf('song', 5_000)

/** To the stage. Some browsers have kept that page, and show it as it was. */
async function goBack(tab: Tab): Promise<void> {
  await tab.evaluate(() => void setTimeout(() => history.back(), 100))
  // Whoever asks while it navigates gets no answer.
  const isThere = () => tab.evaluate(() => 'stage' in globalThis).catch(() => false)
  await expect.poll(isThere, { timeout: 20_000 }).toBe(true)
}

test('pauses through a reload, sends nothing meanwhile, and resumes from its bytes', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 3 * MB)
  expect(await tab.evaluate(() => stage.client.pause('film'))).toBe(true)
  await server.settled()
  expect(server.log.filter(({ aborted }) => aborted)).not.toEqual([])
  const requests = server.log.length
  await tab.reload()
  await untilStage(tab)
  expect(await recordOf(tab, 'film')).toMatchObject({ status: 'paused' })
  // By then the engine has looked at whatever there is to do.
  await start(tab, 'song', SONG)
  await until(tab, 'song', 'completed')
  expect(server.log.slice(requests).map(({ url }) => url)).toEqual([SONG])
  expect(await tab.evaluate(() => stage.client.resume('film'))).toBe(true)
  await until(tab, 'film', 'completed')
  expect(server.log[requests + 1]!.range).toMatch(/^bytes=[1-9]/)
  expect(askedAgain(server, FILM)).toEqual([])
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})

test('goes on by itself after a reload, and when a person comes back, from the bytes it has', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 4 * MB)
  const kept = (await recordOf(tab, 'film'))!.downloaded
  const requests = server.log.length
  await tab.reload()
  await untilStage(tab)
  await untilMoving(tab, 'film', kept + MB)
  await tab.goto(`${server.url}/api/log`)
  await goBack(tab)
  await until(tab, 'film', 'completed')
  expect(resumedAt(server, requests)).toBeGreaterThan(kept)
  expect(askedAgain(server, FILM)).toEqual([])
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})

test('goes on by itself at the next visit, when no tab was open, before the app asks for anything', async ({
  open,
  server,
}) => {
  const driver = await open()
  const tab = await openShelf(driver, server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 4 * MB)
  const kept = (await recordOf(tab, 'film'))!.downloaded
  await tab.close()
  await server.settled()
  const requests = server.log.length
  const later = await openShelf(driver, server)
  await expect.poll(() => server.log.length, { timeout: 20_000 }).toBeGreaterThan(requests)
  await until(later, 'film', 'completed')
  expect(resumedAt(server, requests)).toBeGreaterThan(kept)
  expect(askedAgain(server, FILM)).toEqual([])
})

/** An engine on the page keeps bytes in IndexedDB; one in its worker where it can in the private file system. */
const PLACES = { page: '&thread=page', worker: '' }
/** Still under way when a busy machine gets to look at it. */
const EPIC_SIZE = 2 * FILM_SIZE
const EPIC = `/media/sample/epic-${EPIC_SIZE}.bin?rate=${2 * MB}`

for (const [from, to] of [
  ['page', 'worker'],
  ['worker', 'page'],
] as const) {
  test(`goes on in its ${to} from the bytes that it kept in its ${from}`, async ({ open, server }) => {
    const driver = await open()
    const tab = await openShelf(driver, server, PLACES[from])
    await start(tab, 'film', EPIC, EPIC_SIZE)
    await tab.evaluate(() =>
      stage.client.fetch('letter', {
        url: '/uploads/letter?silent',
        init: { method: 'POST', body: 'a letter' },
      }),
    )
    await untilMoving(tab, 'film', 4 * MB)
    const kept = (await recordOf(tab, 'film'))!.downloaded
    await tab.close()
    await server.settled()
    const requests = server.log.length
    const later = await openShelf(driver, server, PLACES[to])
    await until(later, 'film', 'completed')
    expect(resumedAt(server, requests)).toBeGreaterThan(kept)
    expect(askedAgain(server, EPIC)).toEqual([])
    expect(await storedSha256(later, 'film', EPIC)).toBe(await sha256(server, EPIC))
    // Nor is it forgotten what was sent.
    expect(await until(later, 'letter', 'failed')).toMatchObject({ failure: { reason: 'unanswered' } })
    expect(server.uploads).toHaveLength(1)
  })
}

test('aborts for good and removes every byte', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 2 * MB)
  expect(await tab.evaluate(() => stage.kept())).not.toEqual([])
  expect(await tab.evaluate(() => stage.client.abort('film'))).toBe(true)
  expect(await recordOf(tab, 'film')).toMatchObject({ status: 'aborted' })
  await untilNothingKept(tab)
  await server.settled()
  await start(tab, 'small', '/media/sample/small-5000.bin')
  await until(tab, 'small', 'completed')
  expect(await tab.evaluate(() => stage.client.remove('small'))).toBe(true)
  expect(await tab.evaluate(() => stage.client.remove('film'))).toBe(true)
  expect(await tab.evaluate(() => stage.client.getIds())).toEqual([])
  await untilNothingKept(tab)
})
