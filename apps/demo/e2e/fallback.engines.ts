import { createHash } from 'node:crypto'
import type { BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'
import type { DemoServer } from '../server/server.ts'
import { createDemoServer } from '../server/server.ts'
import type { Driver, Tab } from './engines/driver.ts'
import { expect, openStage, test, untilStage } from './engines/testing.ts'
import type { Stage } from './stage/page.ts'

declare const stage: Stage

const MB = 1_000_000
const PAGE = '/?engine=auto'
/** About five seconds of transfer. */
const FILM_SIZE = 10 * MB
const FILM = `/media/sample/film-${FILM_SIZE}.bin?rate=${2 * MB}`

const openShelf = (driver: Driver, server: DemoServer, page = PAGE) => openStage(driver, server.url + page)

const start = (tab: Tab, id: string, url: string, size?: number) =>
  tab.evaluate(
    ({ id, url, size }) =>
      stage.client.fetch(id, size === undefined ? url : { url, size }) as Promise<BackgroundFetchRecord>,
    { id, url, ...(size !== undefined && { size }) } as { id: string; url: string; size?: number },
  )

const recordOf = (tab: Tab, id: string) => tab.evaluate((id) => stage.client.get(id), id)

async function until(tab: Tab, id: string, status: BackgroundFetchStatus, timeout = 40_000) {
  await expect.poll(async () => (await recordOf(tab, id))?.status, { timeout }).toBe(status)
  return (await recordOf(tab, id))!
}

const untilMoving = (tab: Tab, id: string, bytes: number) =>
  expect
    .poll(async () => (await recordOf(tab, id))?.downloaded ?? 0, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(bytes)

async function sha256(server: DemoServer, url: string) {
  const path = url.split('?')[0]!
  const bytes = await (await fetch(`${server.url}${path}?tag=original`)).arrayBuffer()
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex')
}

const storedSha256 = (tab: Tab, id: string, url: string) =>
  tab.evaluate(({ id, url }) => stage.sha256(id, url), { id, url })

/** What may have been on its way: over IndexedDB a second's worth at 2 MB/s, and what the bar counts ahead of the disk. */
const IN_FLIGHT = 3 * MB

/** Where the first request begins that came after so many, and what may be lost without having been kept. */
function resumedAt(server: DemoServer, requests: number): number {
  const start = /^bytes=(\d+)-/.exec(server.log[requests]?.range ?? '')?.[1]
  return Number(start ?? 0) + IN_FLIGHT
}

/** Bytes that the server sent for a URL, over all requests. */
const sentFor = (server: DemoServer, url: string) =>
  server.log.filter((entry) => entry.url === url).reduce((sum, { bytesSent }) => sum + bytesSent, 0)

test('brings a file home, verified, on its own engine', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  expect(await start(tab, 'film', FILM, FILM_SIZE)).toMatchObject({ status: 'pending', engine: 'fallback' })
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
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
  expect(sentFor(server, FILM)).toBe(FILM_SIZE)
  expect(await tab.evaluate(() => stage.storageErrors)).toEqual([])
})

test('goes on after dropped connections, and fetches no kept byte twice', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const url = `/media/sample/bumpy-${FILM_SIZE}.bin?drop=${MB}&drop-times=3`
  await start(tab, 'bumpy', url, FILM_SIZE)
  await until(tab, 'bumpy', 'completed')
  expect(await storedSha256(tab, 'bumpy', url)).toBe(await sha256(server, url))
  await server.settled()
  expect(sentFor(server, url)).toBeLessThan(FILM_SIZE + 3 * MB)
  expect(server.log.some(({ aborted }) => aborted)).toBe(true)
})

test('starts a file again when it changed on the way, and never splices two', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const url = `/media/sample/moody-${FILM_SIZE}.bin?changed=2`
  await start(tab, 'moody', url, FILM_SIZE)
  await until(tab, 'moody', 'completed')
  const stored = await storedSha256(tab, 'moody', url)
  const versions = await Promise.all(
    [1, 2, 3].map(async (version) => {
      const bytes = await (
        await fetch(`${server.url}/media/sample/moody-${FILM_SIZE}.bin?version=${version}`)
      ).arrayBuffer()
      return createHash('sha256').update(new Uint8Array(bytes)).digest('hex')
    }),
  )
  expect(versions).toContain(stored)
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

test('pauses through a reload, sends nothing meanwhile, and resumes from its bytes', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 3 * MB)
  expect(await tab.evaluate(() => stage.client.pause('film'))).toBe(true)
  await server.settled()
  await tab.reload()
  await untilStage(tab)
  expect(await recordOf(tab, 'film')).toMatchObject({ status: 'paused' })
  const requests = server.log.length
  expect(await tab.evaluate(() => stage.client.resume('film'))).toBe(true)
  await until(tab, 'film', 'completed')
  expect(server.log[requests]!.range).toMatch(/^bytes=[1-9]/)
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})

test('goes on by itself after a reload, from the bytes it has', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 4 * MB)
  const kept = (await recordOf(tab, 'film'))!.downloaded
  const requests = server.log.length
  await tab.reload()
  await untilStage(tab)
  await until(tab, 'film', 'completed')
  expect(resumedAt(server, requests)).toBeGreaterThan(kept)
  expect(await storedSha256(tab, 'film', FILM)).toBe(await sha256(server, FILM))
})

test('goes on by itself at the next visit, when no tab was open', async ({ open, server }) => {
  const driver = await open()
  const tab = await openShelf(driver, server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 4 * MB)
  const kept = (await recordOf(tab, 'film'))!.downloaded
  await tab.close()
  await server.settled()
  const requests = server.log.length
  const later = await openShelf(driver, server)
  await until(later, 'film', 'completed')
  expect(resumedAt(server, requests)).toBeGreaterThan(kept)
})

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

test('fetches two hundred small files', async ({ open, server }) => {
  test.slow()
  const tab = await openShelf(await open(), server)
  const urls = Array.from({ length: 200 }, (_, at) => `/media/sample/tile-${at}-${1_000 + at}.bin`)
  await tab.evaluate((urls) => stage.client.fetch('tiles', urls), urls)
  expect(await until(tab, 'tiles', 'completed', 90_000)).toMatchObject({ filesCompleted: 200 })
  expect(server.log).toHaveLength(200)
})

test('sends a body, and says how much', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  await tab.evaluate(() =>
    stage.client.fetch('letter', {
      url: '/api/weather',
      init: { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } },
    }),
  )
  expect(await until(tab, 'letter', 'completed')).toMatchObject({ uploaded: 2 })
})

test('aborts for good and removes every byte', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  await start(tab, 'film', FILM, FILM_SIZE)
  await untilMoving(tab, 'film', 2 * MB)
  expect(await tab.evaluate(() => stage.client.abort('film'))).toBe(true)
  expect(await recordOf(tab, 'film')).toMatchObject({ status: 'aborted' })
  await server.settled()
  await start(tab, 'small', '/media/sample/small-5000.bin')
  await until(tab, 'small', 'completed')
  expect(await tab.evaluate(() => stage.client.remove('small'))).toBe(true)
  expect(await tab.evaluate(() => stage.client.remove('film'))).toBe(true)
  expect(await tab.evaluate(() => stage.client.getIds())).toEqual([])
})

test('works without any service worker, and without a worker of its own', async ({ open, server }) => {
  const tab = await openShelf(await open(), server, `${PAGE}&worker=none&thread=page`)
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
  await tab.reload()
  await untilStage(tab)
  server.log.length = 0
  const part = await tab.evaluate(async (url) => {
    const response = await fetch(url, { headers: { Range: 'bytes=1000-1009' } })
    const { byteLength } = await response.arrayBuffer()
    return { status: response.status, range: response.headers.get('content-range'), byteLength }
  }, url)
  expect(part).toEqual({ status: 206, range: 'bytes 1000-1009/50000', byteLength: 10 })
  expect(server.log).toEqual([])
  await expect
    .poll(() => tab.evaluate(async () => (await caches.match('/settled/song/1'))?.json()), {
      timeout: 10_000,
    })
    .toEqual({ id: 'song', attempt: 1, status: 'completed', responses: 1 })
})
