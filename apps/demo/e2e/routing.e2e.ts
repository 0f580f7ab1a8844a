import type { Frame, Page } from '@playwright/test'
import { createDemoServer, type DemoServer } from '../server/server.ts'
import type { Stage } from './stage/page.ts'
import { expect, test, until, untilMoving } from './testing.ts'

declare const stage: Stage

/** Whether the page has loaded our own engine's code. */
const hasLoadedEngine = () =>
  performance.getEntriesByType('resource').some(({ name }) => name.includes('createFallbackEngine'))

test('leaves to the browser what it is willing to do, and never loads the other engine for it', async ({
  open,
}) => {
  const page = await (await open()).newPage('/?engine=auto')
  await page.evaluate(() => stage.client.fetch('plain', '/media/sample/plain-5000.bin'))
  expect(await until(page, 'plain', 'completed')).toMatchObject({ engine: 'native' })
  expect(await page.evaluate(hasLoadedEngine)).toBe(false)
  expect(await page.evaluate(() => stage.client.support())).toMatchObject({
    engine: 'native',
    capabilities: { pause: false, survivesPageClose: true },
    capabilitiesOf: { native: { pause: false }, fallback: { pause: true } },
  })
})

test('takes over what the browser would fail: headers for another origin', async ({ open }) => {
  const cdn = await createDemoServer()
  const page = await (await open()).newPage('/?engine=auto')
  const url = `${cdn.url}/media/sample/signed-5000.bin?cors&preflight&expose=*`
  await page.evaluate(
    (url) =>
      stage.client.fetch('signed', { url, init: { headers: { Authorization: 'Bearer x' } }, size: 5_000 }),
    url,
  )
  expect(await until(page, 'signed', 'completed')).toMatchObject({ engine: 'fallback', downloaded: 5_000 })
  expect(await page.evaluate(hasLoadedEngine)).toBe(true)
  await cdn.close()
})

test('takes over at once where the app has no service worker', async ({ open }) => {
  const page = await (await open()).newPage('/?engine=auto&worker=none')
  await page.evaluate(() => stage.client.fetch('alone', '/media/sample/alone-5000.bin'))
  expect(await until(page, 'alone', 'completed')).toMatchObject({ engine: 'fallback' })
  expect(await page.evaluate(() => stage.client.support())).toMatchObject({
    engine: 'fallback',
    obstacle: null,
    serviceWorker: 'none',
  })
})

/** Downloads, and sees to it that it was our own engine that did, and that the browser's was left alone. */
async function expectTakenOver(page: Page | Frame, server: DemoServer) {
  const url = '/media/sample/taken-5000.bin'
  await page.evaluate((url) => stage.client.fetch('taken', url), url)
  await expect
    .poll(() => page.evaluate(async () => stage.client.get('taken')), { timeout: 30_000 })
    .toMatchObject({ status: 'completed', engine: 'fallback', downloaded: 5_000 })
  expect(server.log.map(({ url }) => url)).toEqual([url])
  expect(await page.evaluate(() => stage.platformIds())).toEqual([])
}

test('takes over where the worker answers no handshake', async ({ open, deploy, server }) => {
  await deploy('workerSilent')
  const page = await (await open()).newPage('/?engine=auto')
  await expectTakenOver(page, server)
  expect(await page.evaluate(() => stage.client.support())).toMatchObject({ serviceWorker: 'no-listener' })
})

test('takes over in an iframe', async ({ open, server }) => {
  const page = await (await open()).newPage('/?engine=auto')
  await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = '/?engine=auto'
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve))
  })
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame())!
  await frame.waitForFunction(() => 'stage' in globalThis)
  await expectTakenOver(frame, server)
})

test('takes over what the browser has no permission for', async ({ open, server }) => {
  const page = await (await open()).newPage('/?engine=auto')
  const session = await page.context().newCDPSession(page)
  await session.send('Browser.setPermission', {
    permission: { name: 'background-fetch' },
    setting: 'denied',
    origin: server.url,
  })
  await expectTakenOver(page, server)
  expect(await page.evaluate(() => stage.client.support())).toMatchObject({ permission: 'denied' })
})

test('shows and ends what the browser runs where new fetches are for the other engine', async ({ open }) => {
  const browser = await open()
  const page = await browser.newPage('/?engine=auto')
  await page.evaluate(() => stage.client.fetch('film', '/media/sample/film-9000000.bin?rate=500000'))
  const other = await browser.newPage('/?engine=fallback')
  await untilMoving(other, 'film')
  expect(await other.evaluate(() => stage.client.support())).toMatchObject({ engine: 'fallback' })
  expect(await other.evaluate(() => stage.client.peek('film'))).toMatchObject({ engine: 'native' })
  expect(await other.evaluate(() => stage.client.abort('film'))).toBe(true)
  expect(await page.evaluate(() => stage.platformIds())).toEqual([])
})

test('shows and pauses what our own engine runs where new fetches are for the browser alone', async ({
  open,
  server,
}) => {
  const browser = await open()
  const page = await browser.newPage('/?engine=fallback')
  await page.evaluate(() => stage.client.fetch('film', '/media/sample/film-9000000.bin?rate=500000'))
  const other = await browser.newPage('/?engine=native')
  await untilMoving(other, 'film')
  expect(await other.evaluate(() => stage.client.peek('film'))).toMatchObject({ engine: 'fallback' })
  expect(await other.evaluate(() => stage.client.pause('film'))).toBe(true)
  await server.settled()
  expect(await until(page, 'film', 'paused')).toMatchObject({ attempt: 1 })
})

test('refuses to pause what the browser runs, and says so before', async ({ open }) => {
  const page = await (await open()).newPage('/?engine=auto')
  await page.evaluate(() => stage.client.fetch('film', '/media/sample/film-4000000.bin?rate=1000000'))
  const code = await page.evaluate(() =>
    stage.client.pause('film').catch((error: { code: string }) => error.code),
  )
  expect(code).toBe('not-supported')
})
