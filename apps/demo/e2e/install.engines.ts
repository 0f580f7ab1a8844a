import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './engines/testing.ts'
import type { Driver } from './engines/driver.ts'
import type { InstallStage } from './stage/install.ts'
import { checks } from './stage/installChecks.ts'

declare const face: InstallStage

const PAGE = '/install.html'

async function openFace(driver: Driver, url: string) {
  const tab = await driver.newPage(url)
  await expect.poll(() => tab.evaluate(() => 'face' in globalThis), { timeout: 20_000 }).toBe(true)
  return tab
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

test('fails at once what the Content Security Policy forbids', async ({ open, server }) => {
  const site = await serveWithPolicy(server.url)
  const driver = await open()
  for (const thread of ['worker', 'page']) {
    const tab = await openFace(driver, `${site.url}${PAGE}?thread=${thread}&patient`)
    const url = `${server.url}/media/sample/${thread}-5000.bin?cors`
    expect(
      await tab.evaluate(async (url) => {
        const registration = await face.registration.backgroundFetch.fetch(url, url)
        const reason = await face.until(
          () => registration.failureReason,
          (reason) => reason !== '',
        )
        return [
          reason,
          await (await registration.match(url))!.responseReady.catch((error: Error) => error.name),
        ]
      }, url),
    ).toEqual(['fetch-error', 'TypeError'])
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
