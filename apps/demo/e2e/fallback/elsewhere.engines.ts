import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { createDemoServer } from '../../server/server.ts'
import { expect, test as base } from '../engines/testing.ts'
import { MB, openShelf, sha256, start, storedSha256, until } from './fetches.ts'

const test = base.extend<{ listen: (answer: RequestListener) => Promise<string> }>({
  /** A server of another origin; gives its address. */
  listen: async ({}, use) => {
    const ends: (() => void)[] = []
    await use(async (answer) => {
      const server = createServer((incoming, outgoing) => {
        outgoing.setHeader('Access-Control-Allow-Origin', '*')
        answer(incoming, outgoing)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      ends.push(() => (server.close(), server.closeAllConnections()))
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    })
    ends.forEach((end) => end())
  },
})

/** Leads to whatever stands behind the question mark. */
const leadAway: RequestListener = ({ url = '' }, outgoing) => {
  outgoing.writeHead(302, { Location: decodeURIComponent(url.split('?')[1] ?? '') }).end()
}

test('follows a redirect to another origin that lets it read, and fails at once where it does not', async ({
  open,
  server,
  listen,
}) => {
  const tab = await openShelf(await open(), server)
  const [cdn, away] = [await createDemoServer(), await listen(leadAway)]
  const path = `/media/sample/film-${MB}.bin`
  const [shared, hidden] = [`${path}?cors&expose=*`, path].map(
    (path) => `${away}/?${encodeURIComponent(cdn.url + path)}`,
  )
  await start(tab, 'shared', shared!, MB)
  await start(tab, 'hidden', hidden!)
  await start(tab, 'led', `${path}?redirect-to=${encodeURIComponent(cdn.url + path)}`)
  await until(tab, 'shared', 'completed')
  expect(await storedSha256(tab, 'shared', shared!)).toBe(await sha256(server, path))
  for (const id of ['hidden', 'led'])
    expect(await until(tab, id, 'failed', 10_000)).toMatchObject({
      failure: { reason: 'fetch-error' },
      attempt: 1,
    })
  await cdn.close()
})

test('fails at once on a port that no browser asks, and brings nothing home that leads to one', async ({
  open,
  server,
  listen,
}) => {
  const tab = await openShelf(await open(), server)
  const away = await listen(leadAway)
  const blocked = 'http://127.0.0.1:6667/film.bin'
  await start(tab, 'away', `${away}/?${encodeURIComponent(blocked)}`)
  await start(tab, 'blocked', blocked)
  expect(await until(tab, 'blocked', 'failed', 10_000)).toMatchObject({
    failure: { reason: 'fetch-error' },
    attempt: 1,
  })
  // Script can't tell it from a network that is gone.
  expect(await until(tab, 'away', 'interrupted')).toMatchObject({ reason: 'server' })
})

test('fetches on the page where the app’s scripts come from another origin', async ({
  open,
  server,
  siteFolder,
  listen,
}) => {
  const types: Record<string, string> = { '.js': 'text/javascript' }
  const scripts = await listen((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url!, 'http://cdn')
    readFile(join(siteFolder, pathname)).then(
      (body) => outgoing.writeHead(200, { 'Content-Type': types[extname(pathname)] ?? '' }).end(body),
      () => outgoing.writeHead(404).end(),
    )
  })
  await writeFile(
    join(siteFolder, 'elsewhere.html'),
    `<!doctype html><script type="module" src="${scripts}/page.js"></script>`,
  )
  const driver = await open()
  const tab = await driver.newPage(`${server.url}/elsewhere.html?engine=auto`)
  await expect.poll(() => tab.evaluate(() => 'stage' in globalThis), { timeout: 20_000 }).toBe(true)
  const url = `/media/sample/film-${MB}.bin`
  await start(tab, 'film', url, MB)
  expect(await until(tab, 'film', 'completed')).toMatchObject({ engine: 'fallback' })
  expect(await storedSha256(tab, 'film', url)).toBe(await sha256(server, url))
  // A worker's requests are none of the page's.
  const asked = await tab.evaluate((url) => performance.getEntriesByName(location.origin + url).length, url)
  expect(asked).toBeGreaterThan(0)
})
