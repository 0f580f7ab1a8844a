import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './engines/testing.ts'
import type { Driver, Tab } from './engines/driver.ts'
import { askedAgain, fileOf, MB, resumedAt, sha256 } from './fallback/fetches.ts'
import type { InstallStage } from './stage/install.ts'
import { checks } from './stage/installChecks.ts'

declare const face: InstallStage

const PAGE = '/install.html'

async function openFace(driver: Driver, url: string) {
  const tab = await driver.newPage(url)
  await untilFace(tab)
  return tab
}

/** Waits for the stage: again after `reload()`. */
async function untilFace(tab: Tab): Promise<void> {
  await expect.poll(() => tab.evaluate(() => 'face' in globalThis), { timeout: 20_000 }).toBe(true)
}

/** The same site, whose every file says that it may connect to itself alone. */
async function serveWithPolicy(url: string) {
  const answer = async ({ url: path }: IncomingMessage, outgoing: ServerResponse) => {
    const found = await fetch(url + path)
    const policy = { 'content-security-policy': "connect-src 'self'" }
    outgoing.writeHead(found.status, { ...Object.fromEntries(found.headers), ...policy })
    outgoing.end(new Uint8Array(await found.arrayBuffer()))
  }
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

test('does as the specification says, in page and worker', async ({ open, server }) => {
  test.setTimeout(120_000)
  const tab = await openFace(await open(), server.url + PAGE)
  expect(await tab.evaluate(() => face.isInstalled)).toBe(true)
  expect(await tab.evaluate(() => face.ask({ ask: 'installed' }))).toBe(true)
  for (const { name, expected } of checks)
    await test.step(name, async () => {
      expect.soft(await tab.evaluate((name) => face.run(name), name), name).toEqual(expected)
    })
  expect(await tab.evaluate(() => face.errors)).toEqual([])
})

test('tells the worker of an ending that the page died before it could tell', async ({ open, server }) => {
  const driver = await open()
  const first = await openFace(driver, server.url + PAGE)
  await first.evaluate(async () => {
    // What dies in this moment says nothing any more.
    ServiceWorker.prototype.postMessage = () => {}
    const film = await face.registration.backgroundFetch.fetch('unsaid', '/media/sample/film-300000.bin')
    await face.until(
      () => film.result,
      (result) => result !== '',
    )
  })
  expect(await first.evaluate(() => face.told('unsaid'))).toEqual([])
  await first.close()
  const second = await openFace(driver, server.url + PAGE)
  const told = () => second.evaluate(() => face.told('unsaid'))
  await expect.poll(told, { timeout: 20_000 }).toHaveLength(1)
  expect((await told())[0]).toMatchObject({ type: 'backgroundfetchsuccess', result: 'success' })
})

test('tells the worker again when the browser was killed in the middle of its event, and then no more', async ({
  open,
  server,
}) => {
  const killed = await open()
  const first = await openFace(killed, server.url + PAGE)
  await first.evaluate(() =>
    face.registration.backgroundFetch.fetch('hangs', '/media/sample/film-300000.bin'),
  )
  await expect.poll(() => first.evaluate(() => face.told('hung')), { timeout: 20_000 }).toHaveLength(1)
  await killed.kill()
  const second = await openFace(await open(), server.url + PAGE)
  const told = () => second.evaluate(() => face.told('hangs'))
  await expect.poll(told, { timeout: 30_000 }).toHaveLength(1)
  expect((await told())[0]).toMatchObject({
    type: 'backgroundfetchsuccess',
    result: 'success',
    downloaded: 300_000,
  })
  await expect.poll(() => second.evaluate(() => face.owed()), { timeout: 20_000 }).toBe(0)
  expect(await told()).toHaveLength(1)
})

test('goes on at the next visit from the bytes it has, before it is asked, and tells the worker of the end', async ({
  open,
  server,
}) => {
  const film = `${fileOf('film', 8 * MB)}?rate=${2 * MB}`
  const tab = await openFace(await open(), server.url + PAGE)
  const before = await tab.evaluate(async (film) => {
    const registration = await face.registration.backgroundFetch.fetch('film', film)
    return face.until(
      () => registration.downloaded,
      (downloaded) => downloaded >= 4_000_000,
    )
  }, film)
  await tab.goto(`${server.url}/api/log`)
  await server.settled()
  const requests = server.log.length
  await tab.goto(server.url + PAGE)
  await untilFace(tab)
  await expect.poll(() => server.log.length, { timeout: 20_000 }).toBeGreaterThan(requests)
  const after = await tab.evaluate(async () => {
    const found = await face.registration.backgroundFetch.get('film')
    return found && [found.result, found.downloaded]
  })
  expect(after).toEqual(['', expect.any(Number)])
  const told = () => tab.evaluate(() => face.told('film'))
  await expect.poll(told, { timeout: 30_000 }).toHaveLength(1)
  const [ending] = await told()
  expect(ending).toMatchObject({ type: 'backgroundfetchsuccess', downloaded: 8 * MB })
  expect(ending!.responses).toMatchObject([{ status: 200, sha256: await sha256(server, film) }])
  expect(resumedAt(server, requests)).toBeGreaterThan(before)
  expect(askedAgain(server, film)).toEqual([])
})

test('fires a click where the app’s own list was clicked', async ({ open, server }) => {
  const tab = await openFace(await open(), server.url + PAGE)
  const { result } = await tab.evaluate(async () => {
    await face.registration.backgroundFetch.fetch('slow', '/media/sample/slow-3000000.bin?rate=500000')
    await face.click('slow')
    const clicks = async () => (await face.told('slow')).filter(({ type }) => type === 'backgroundfetchclick')
    const [click] = await face.until(clicks, ({ length }) => length > 0)
    return click!
  })
  expect(result).toBe('')
})

test('is not taken for the browser’s own', async ({ open, server }) => {
  const tab = await openFace(await open(), server.url + PAGE)
  expect(await tab.evaluate(() => face.support())).toMatchObject({ engine: null, obstacle: 'unsupported' })
})

test('fails at once what the Content Security Policy forbids', async ({ open, server }) => {
  const site = await serveWithPolicy(server.url)
  const driver = await open()
  for (const thread of ['worker', 'page']) {
    const tab = await openFace(driver, `${site.url}${PAGE}?thread=${thread}&patient`)
    const url = `${server.url}/media/sample/${thread}-5000.bin?cors`
    expect(
      await tab.evaluate(async (url) => {
        await face.registration.backgroundFetch.fetch(url, url)
        const told = await face.until(
          () => face.told(url),
          (told) => told.length > 0,
        )
        return told.map(({ failureReason, responses }) => [failureReason, responses![0]!.error])
      }, url),
    ).toEqual([['fetch-error', 'TypeError']])
    await tab.close()
  }
  expect(server.log).toEqual([])
  await site.close()
})

test.describe('where the browser has the API itself', () => {
  test.use({ engineArgs: [] })

  test('agrees with it, but for what is listed', async ({ open, server, engine }) => {
    test.skip(engine !== 'chromium', 'only Chromium has it')
    test.setTimeout(120_000)
    const tab = await openFace(await open(), server.url + PAGE)
    expect(await tab.evaluate(() => face.isInstalled)).toBe(false)
    for (const { name, expected, chromium = expected, notNative } of checks)
      await test.step(name, async () => {
        if (notNative !== undefined) return
        expect.soft(await tab.evaluate((name) => face.run(name), name), name).toEqual(chromium)
      })
  })
})
