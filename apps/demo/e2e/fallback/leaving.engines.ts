import { expect, test, untilStage } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import {
  MB,
  FILM_SIZE,
  FILM,
  openShelf,
  start,
  recordOf,
  until,
  untilMoving,
  sha256,
  storedSha256,
  resumedAt,
} from './fetches.ts'

declare const stage: Stage

test('pauses through a reload, sends nothing meanwhile, and resumes from its bytes', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 3 * MB)
  expect(await tab.evaluate(() => stage.client.pause('film'))).toBe(true)
  await server.settled()
  await tab.reload()
  await untilStage(tab)
  expect(await recordOf(tab, 'film')).toMatchObject({ status: 'paused' })
  const requests = server.log.length
  expect(await tab.evaluate(() => stage.client.resume('film'))).toBe(true)
  await until(tab, 'film', 'completed')
  expect(server.log[requests]!.range).toMatch(/^bytes=[1-9]/)
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})

test('goes on by itself after a reload, from the bytes it has', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 4 * MB)
  const kept = (await recordOf(tab, 'film'))!.downloaded
  const requests = server.log.length
  await tab.reload()
  await untilStage(tab)
  await until(tab, 'film', 'completed')
  expect(resumedAt(server, requests)).toBeGreaterThan(kept)
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})

test('goes on by itself at the next visit, when no tab was open', async ({ open, server }) => {
  const driver = await open()
  const tab = await openShelf(driver, server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 4 * MB)
  const kept = (await recordOf(tab, 'film'))!.downloaded
  await tab.close()
  await server.settled()
  const requests = server.log.length
  const later = await openShelf(driver, server)
  await until(later, 'film', 'completed')
  expect(resumedAt(server, requests)).toBeGreaterThan(kept)
})

test('aborts for good and removes every byte', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 2 * MB)
  expect(await tab.evaluate(() => stage.client.abort('film'))).toBe(true)
  expect(await recordOf(tab, 'film')).toMatchObject({ status: 'aborted' })
  await server.settled()
  await start(tab, 'small', '/media/sample/small-5000.bin')
  await until(tab, 'small', 'completed')
  expect(await tab.evaluate(() => stage.client.remove('small'))).toBe(true)
  expect(await tab.evaluate(() => stage.client.remove('film'))).toBe(true)
  expect(await tab.evaluate(() => stage.client.getIds())).toEqual([])
})
