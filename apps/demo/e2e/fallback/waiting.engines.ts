import { createDemoServer } from '../../server/server.ts'
import { expect, test } from '../engines/testing.ts'
import {
  FILM,
  FILM_SIZE,
  MB,
  openShelf,
  recordOf,
  resumedAt,
  sha256,
  start,
  storedSha256,
  until,
  untilMoving,
} from './fetches.ts'

test('waits for a server that is gone, says so, and goes on from the last byte', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const cdn = await createDemoServer()
  const url = `${cdn.url}/media/sample/film-${FILM_SIZE}.bin?rate=${2 * MB}&cors&expose=*`
  await start(tab, 'film', url, FILM_SIZE)
  await untilMoving(tab, 'film', 3 * MB)
  await cdn.close()
  expect(await until(tab, 'film', 'interrupted')).toMatchObject({ needsUser: false })
  const back = await createDemoServer({ port: cdn.port })
  await until(tab, 'film', 'completed', 60_000)
  expect(
    back.log.filter(({ status }) => status === 206).every(({ range }) => !range!.startsWith('bytes=0-')),
  ).toBe(true)
  await back.close()
})

test('waits out a lost connection, says so, and goes on from its bytes when it is back', async ({
  open,
  server,
}) => {
  const driver = await open()
  test.skip(driver.engine !== 'chromium', 'only Chromium’s switch reaches a worker that runs (measured)')
  const tab = await openShelf(driver, server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 3 * MB)
  await driver.setOffline!(true)
  expect(await until(tab, 'film', 'interrupted')).toMatchObject({ reason: 'offline', needsUser: false })
  await server.settled()
  const kept = (await recordOf(tab, 'film'))!.downloaded
  const requests = server.log.length
  await driver.setOffline!(false)
  await until(tab, 'film', 'completed')
  expect(resumedAt(server, requests)).toBeGreaterThan(kept)
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})

test('journals a start without a connection, and begins when there is one', async ({ open, server }) => {
  const driver = await open()
  test.skip(driver.setOffline === null, 'only the server can go away')
  const tab = await openShelf(driver, server)
  await driver.setOffline!(true)
  await start(tab, 'film', FILM, FILM_SIZE)
  expect(await until(tab, 'film', 'interrupted')).toMatchObject({ reason: 'offline', needsUser: false })
  expect(server.log).toEqual([])
  await driver.setOffline!(false)
  // It remembers that the engine's code could not be loaded, until the page is loaded anew.
  if (driver.engine === 'firefox') await tab.reload()
  await until(tab, 'film', 'completed')
})
