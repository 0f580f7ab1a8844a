import { createDemoServer } from '../../server/server.ts'
import type { Tab } from '../engines/driver.ts'
import { expect, test } from '../engines/testing.ts'
import {
  askedAgain,
  FILM,
  FILM_SIZE,
  MB,
  openShelf,
  recordOf,
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
  const requests = server.log.length
  await driver.setOffline!(false)
  await until(tab, 'film', 'completed')
  // What had been asked for when the network went may have come whole: then nothing is asked for any more.
  expect(server.log.slice(requests).every(({ range }) => /^bytes=[1-9]/.test(range!))).toBe(true)
  expect(askedAgain(server, FILM)).toEqual([])
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})

test('tries a server that could not be reached at once when the network is back', async ({
  open,
  server,
}) => {
  const driver = await open()
  // The switch of Firefox does not reach a worker that runs (measured), and WebKit has none.
  const where = driver.engine === 'chromium' ? '' : '&thread=page'
  const tab = await openShelf(driver, server, `&patience=endless${where}`)
  const cdn = await createDemoServer()
  await cdn.close()
  const url = `${cdn.url}/media/sample/film-${MB}.bin?cors&expose=*`
  await start(tab, 'film', url, MB)
  expect(await until(tab, 'film', 'interrupted')).toMatchObject({ reason: 'server', needsUser: false })
  const back = await createDemoServer({ port: cdn.port })
  await (driver.setOffline ?? saysOffline(tab))(true)
  await expect.poll(async () => recordOf(tab, 'film')).toMatchObject({ reason: 'offline' })
  await (driver.setOffline ?? saysOffline(tab))(false)
  await until(tab, 'film', 'completed')
  await back.close()
})

/** What a browser says to the page when its network goes or comes. */
const saysOffline = (tab: Tab) => (isOffline: boolean) =>
  tab.evaluate((isOffline) => {
    Object.defineProperty(navigator, 'onLine', { value: !isOffline, configurable: true })
    dispatchEvent(new Event(isOffline ? 'offline' : 'online'))
  }, isOffline)

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
