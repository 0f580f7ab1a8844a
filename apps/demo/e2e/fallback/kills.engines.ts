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

test('finishes after the browser was killed again and again, with the right bytes', async ({
  open,
  server,
}) => {
  test.slow()
  let driver = await open()
  let tab = await openShelf(driver, server)
  await start(tab, 'film', FILM, FILM_SIZE)
  for (const amount of [2 * MB, 4 * MB, 7 * MB]) {
    await untilMoving(tab, 'film', amount)
    const kept = (await recordOf(tab, 'film'))!.downloaded
    const requests = server.log.length
    await driver.kill()
    driver = await open()
    tab = await openShelf(driver, server)
    await untilMoving(tab, 'film', kept + 1)
    expect(resumedAt(server, requests)).toBeGreaterThan(kept)
  }
  await until(tab, 'film', 'completed', 60_000)
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})
