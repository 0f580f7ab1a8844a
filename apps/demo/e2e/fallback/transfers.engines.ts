import { createHash } from 'node:crypto'
import { createDemoServer } from '../../server/server.ts'
import { expect, test, untilStage } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import {
  askedAgain,
  MB,
  FILM_SIZE,
  FILM,
  fileOf,
  openShelf,
  start,
  startsOf,
  recordOf,
  until,
  sha256,
  storedSha256,
  sentFor,
} from './fetches.ts'

declare const stage: Stage

const SETTLED = { timeout: 10_000 }

test('brings a file home, verified, on its own engine', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const original = await sha256(server, FILM)
  const film = {
    url: FILM,
    size: FILM_SIZE,
    integrity: `sha256-${Buffer.from(original, 'hex').toString('base64')}`,
  }
  expect(await tab.evaluate((film) => stage.client.fetch('film', film), film)).toMatchObject({
    status: 'pending',
    engine: 'fallback',
  })
  const amounts: number[] = []
  await expect
    .poll(
      async () => {
        const record = (await recordOf(tab, 'film'))!
        amounts.push(record.downloaded)
        return record.status
      },
      { timeout: 40_000 },
    )
    .toBe('completed')
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b))
  expect(await recordOf(tab, 'film')).toMatchObject({ downloaded: FILM_SIZE, filesCompleted: 1, attempt: 1 })
  expect(await storedSha256(tab, 'film', FILM)).toBe(original)
  expect(sentFor(server, FILM)).toBe(FILM_SIZE)
  expect(await tab.evaluate(() => stage.storageErrors)).toEqual([])
})

test('goes on after dropped connections, and fetches no kept byte twice', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  // The first slice is too small to break, and on the slowest machine one of the next is not.
  const url = `/media/sample/bumpy-${FILM_SIZE}.bin?drop=300000&drop-times=3`
  await start(tab, 'bumpy', url, FILM_SIZE)
  await until(tab, 'bumpy', 'completed')
  expect(await storedSha256(tab, 'bumpy', url)).toBe(await sha256(server, url))
  await server.settled()
  // A slice that breaks in its second half takes with it the one ahead, which is at most twice as long.
  expect(sentFor(server, url)).toBeLessThan(FILM_SIZE + 3 * 2 * MB)
  expect(startsOf(server, url).filter((start) => start === 0)).toHaveLength(1)
  expect(askedAgain(server, url)).toEqual([])
  expect(server.log.some(({ aborted }) => aborted)).toBe(true)
})

test('starts a file again that changed on the way, once, says so, and never splices two', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  const path = fileOf('moody', FILM_SIZE)
  const url = `${path}?changed=2`
  await start(tab, 'moody', url, FILM_SIZE)
  expect(await until(tab, 'moody', 'completed')).toMatchObject({ filesRestarted: 1 })
  await tab.reload()
  await untilStage(tab)
  expect(await until(tab, 'moody', 'completed')).toMatchObject({ filesRestarted: 1 })
  const newer = await (await fetch(`${server.url}${path}?version=2`)).arrayBuffer()
  const digest = createHash('sha256').update(new Uint8Array(newer)).digest('hex')
  expect(await storedSha256(tab, 'moody', url)).toBe(digest)
  const statuses = server.log.filter((entry) => entry.url === url).map(({ status }) => status)
  // The slice that was asked for ahead is answered with the new file, and thrown away; where it was not, it is the first.
  expect([
    [206, 206, 200],
    [206, 206, 200, 200],
  ]).toContainEqual(statuses)
})

test('takes compressed, chunked and rangeless answers for what they are', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const urls = ['gzip=chunked', 'gzip=length', 'no-range', 'no-etag', 'weak-etag'].map(
    (fault) => `/media/sample/odd-400000.bin?${fault}`,
  )
  await tab.evaluate((urls) => stage.client.fetch('odd', urls), urls)
  expect(await until(tab, 'odd', 'completed')).toMatchObject({ filesCompleted: 5, downloaded: 5 * 400_000 })
  const original = await sha256(server, urls[0]!)
  for (const url of urls) expect(await storedSha256(tab, 'odd', url)).toBe(original)
})

test('splices nothing of which the server says what is not so', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const urls = ['zero', 'behind', 'unsaid', 'total', 'multipart'].map(
    (fault) => `/media/sample/odd-${MB}.bin?wrong-range=${fault}`,
  )
  await tab.evaluate((urls) => stage.client.fetch('odd', urls), urls)
  expect(await until(tab, 'odd', 'completed')).toMatchObject({ filesCompleted: 5, downloaded: 5 * MB })
  const original = await sha256(server, urls[0]!)
  for (const url of urls) expect(await storedSha256(tab, 'odd', url)).toBe(original)
})

test('keeps the good files when one is 404, and fetches only that one on retry', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const lost = '/media/sample/lost-7000.bin?status=404&times=1'
  await tab.evaluate(
    (lost) => stage.client.fetch('album', ['/media/sample/one-5000.bin', lost, '/media/sample/two-6000.bin']),
    lost,
  )
  expect(await until(tab, 'album', 'failed')).toMatchObject({
    failure: { reason: 'bad-status', httpStatus: 404, url: server.url + lost },
    filesCompleted: 2,
  })
  server.log.length = 0
  await tab.evaluate(() => stage.client.retry('album'))
  expect(await until(tab, 'album', 'completed')).toMatchObject({ attempt: 2, filesCompleted: 3 })
  expect(new Set(server.log.map(({ url }) => url))).toEqual(new Set([lost]))
})

test('tells a refusal by CORS from a network that is gone, and fails at once', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const cdn = await createDemoServer()
  await start(tab, 'foreign', `${cdn.url}/media/sample/foreign-5000.bin`)
  expect(await until(tab, 'foreign', 'failed', 20_000)).toMatchObject({
    failure: { reason: 'fetch-error' },
    attempt: 1,
  })
  await cdn.close()
})

test('works without any service worker, says what is missing, and without a worker of its own', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server, '&worker=none&thread=page')
  expect(await tab.evaluate(() => stage.client.support())).toMatchObject({
    engine: 'fallback',
    serviceWorker: 'none',
    capabilities: { survivesPageClose: false },
  })
  const url = `/media/sample/plain-${2 * MB}.bin`
  await start(tab, 'plain', url, 2 * MB)
  await until(tab, 'plain', 'completed')
  expect(await storedSha256(tab, 'plain', url)).toBe(await sha256(server, url))
})

test('answers a finished file from disk through the service worker, and tells the worker’s app', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  const url = '/media/sample/song-50000.bin'
  await start(tab, 'song', url)
  await until(tab, 'song', 'completed')
  await expect
    .poll(() => tab.evaluate(async () => (await caches.match('/settled/song/1'))?.json()), SETTLED)
    .toEqual({ id: 'song', attempt: 1, status: 'completed', responses: 1 })
  await tab.reload()
  await untilStage(tab)
  expect(await tab.evaluate(() => stage.client.support())).toMatchObject({
    engine: 'fallback',
    serviceWorker: 'ready',
  })
  server.log.length = 0
  const part = await tab.evaluate(async (url) => {
    const response = await fetch(url, { headers: { Range: 'bytes=1000-1009' } })
    const { byteLength } = await response.arrayBuffer()
    return { status: response.status, range: response.headers.get('content-range'), byteLength }
  }, url)
  expect(part).toEqual({ status: 206, range: 'bytes 1000-1009/50000', byteLength: 10 })
  expect(server.log).toEqual([])
})

test('tells a worker that comes later of what ended before it was there', async ({ open, server }) => {
  const driver = await open()
  const tab = await openShelf(driver, server, '&worker=none')
  await start(tab, 'song', '/media/sample/song-50000.bin')
  await until(tab, 'song', 'completed')
  await tab.close()
  const later = await openShelf(driver, server)
  await expect
    .poll(() => later.evaluate(async () => (await caches.match('/settled/song/1'))?.json()), SETTLED)
    .toEqual({ id: 'song', attempt: 1, status: 'completed', responses: 1 })
})
