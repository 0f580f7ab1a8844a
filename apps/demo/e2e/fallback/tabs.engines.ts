import { expect, test } from '../engines/testing.ts'
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

test('shows one download in two tabs, fetches it once, and goes on in the other when one closes', async ({
  open,
  server,
}) => {
  const driver = await open()
  const one = await openShelf(driver, server)
  const two = await openShelf(driver, server)
  await start(one, 'film', FILM, FILM_SIZE)
  await untilMoving(two, 'film', 3 * MB)
  const before = (await recordOf(two, 'film'))!.downloaded
  const requests = server.log.length
  const closedAt = Date.now()
  await one.close()
  await untilMoving(two, 'film', before + 1)
  expect(Date.now() - closedAt).toBeLessThan(10_000)
  await until(two, 'film', 'completed')
  expect(await storedSha256(two, 'film', FILM)).toBe(await sha256(server, FILM))
  expect(resumedAt(server, requests)).toBeGreaterThan(before)
})

test('goes on in the other tab when the one that leads crashes', async ({ open, server }) => {
  const driver = await open()
  const one = await openShelf(driver, server)
  await start(one, 'film', FILM, FILM_SIZE)
  await untilMoving(one, 'film', MB)
  const two = await openShelf(driver, server)
  await untilMoving(two, 'film', 3 * MB)
  const requests = server.log.length
  await one.crash()
  await until(two, 'film', 'completed')
  expect(resumedAt(server, requests)).toBeGreaterThan(3 * MB)
  expect(await storedSha256(two, 'film', FILM)).toBe(await sha256(server, FILM))
})
