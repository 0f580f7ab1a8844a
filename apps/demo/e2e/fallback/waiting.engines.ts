import { createDemoServer } from '../../server/server.ts'
import type { Driver, Tab } from '../engines/driver.ts'
import { expect, test, untilStage } from '../engines/testing.ts'
import {
  askedAgain,
  FILM,
  FILM_SIZE,
  MB,
  openShelf,
  recordOf,
  sha256,
  start,
  startsOf,
  storedSha256,
  until,
  untilMoving,
} from './fetches.ts'

/** For the shelf: the switch of Firefox reaches no worker that runs (measured), and WebKit has none. */
const withinReach = ({ engine }: Driver) => (engine === 'chromium' ? '' : '&thread=page')

/** Takes the network away, or says to the page what a browser says then. */
async function setOffline({ setOffline }: Driver, tab: Tab, isOffline: boolean): Promise<void> {
  if (setOffline) return setOffline(isOffline)
  await tab.evaluate((isOffline) => {
    Object.defineProperty(navigator, 'onLine', { value: !isOffline, configurable: true })
    dispatchEvent(new Event(isOffline ? 'offline' : 'online'))
  }, isOffline)
}

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
  expect(Math.min(...startsOf(back, url.slice(cdn.url.length)))).toBeGreaterThanOrEqual(2 * MB)
  expect(await storedSha256(tab, 'film', url)).toBe(await sha256(back, url.slice(cdn.url.length)))
  await back.close()
})

test('waits out a lost connection, says so, and goes on from its bytes when it is back', async ({
  open,
  server,
}) => {
  const driver = await open()
  const tab = await openShelf(driver, server, withinReach(driver))
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 3 * MB)
  await setOffline(driver, tab, true)
  if (driver.engine !== 'chromium') server.cut()
  expect(await until(tab, 'film', 'interrupted')).toMatchObject({ reason: 'offline', needsUser: false })
  await server.settled()
  const requests = server.log.length
  await setOffline(driver, tab, false)
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
  const tab = await openShelf(driver, server, `&patience=endless${withinReach(driver)}`)
  const cdn = await createDemoServer()
  await cdn.close()
  const url = `${cdn.url}/media/sample/film-${MB}.bin?cors&expose=*`
  await start(tab, 'film', url, MB)
  expect(await until(tab, 'film', 'interrupted')).toMatchObject({ reason: 'server', needsUser: false })
  const back = await createDemoServer({ port: cdn.port })
  await setOffline(driver, tab, true)
  await expect.poll(async () => recordOf(tab, 'film')).toMatchObject({ reason: 'offline' })
  await setOffline(driver, tab, false)
  await until(tab, 'film', 'completed')
  await back.close()
})

test('journals a start without a connection, and begins when there is one', async ({ open, server }) => {
  const driver = await open()
  const tab = await openShelf(driver, server, withinReach(driver))
  await setOffline(driver, tab, true)
  await start(tab, 'film', FILM, FILM_SIZE)
  expect(await until(tab, 'film', 'interrupted')).toMatchObject({ reason: 'offline', needsUser: false })
  expect(server.log).toEqual([])
  await setOffline(driver, tab, false)
  // It remembers that the engine's code could not be loaded, until the page is loaded anew.
  if (driver.engine === 'firefox') await tab.reload()
  await untilStage(tab)
  await until(tab, 'film', 'completed')
})
