import { createDemoServer, type DemoServer } from '../../server/server.ts'
import type { Engine, Tab } from '../engines/driver.ts'
import { expect, test } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import { fileOf, MB, openShelf, sha256, startsOf, storedSha256, until } from './fetches.ts'

declare const stage: Stage

/** It comes with one request where nothing goes wrong; a file of a megabyte takes several. */
const SONG_SIZE = 200_000

/** What a server says for a while. A browser may ask again by itself after a 408, and Chromium does (measured). */
const STATUSES = [408, 425, 429, 503] as const

/** What goes wrong with a first request, and no more. */
const BREAKS = {
  refuse: SONG_SIZE,
  hang: SONG_SIZE,
  'stall=0': SONG_SIZE,
  'stall=100000': MB,
  'drop=100000': MB,
  'short=100000': MB,
  'status=416': SONG_SIZE,
}

/** Lengths that turn out to be wrong: what is behind the end is asked for, there is more, or there is less. */
const LENGTHS = { 'wrong-length=300000': SONG_SIZE, 'wrong-length=900000': MB, 'wrong-length=1500000': MB }

/** What breaks off in the middle, and has nothing by which a second part could be told to belong to the first. */
const UNSPLICEABLE = [
  'gzip=chunked&drop=500000&drop-times=1',
  'gzip=length&drop=500000&drop-times=1',
  'weak-etag&drop=500000&drop-times=2',
  'no-etag&no-modified&drop=500000&drop-times=2',
]

/** Where the browser takes a compressed body that broke off for a whole one, behind a service worker (measured). */
const TAKEN_FOR_WHOLE: Record<Engine, string | null> = {
  chromium: null,
  firefox: 'gzip=length',
  webkit: 'gzip=chunked',
}

/** Starts a fetch for each, under its URL as its id. */
function startAll(tab: Tab, files: readonly { readonly url: string; readonly size?: number }[]) {
  return tab.evaluate((files) => Promise.all(files.map((file) => stage.client.fetch(file.url, file))), files)
}

/** Waits until a file is here, and sees to it that it is the server's. */
async function expectHome(tab: Tab, server: DemoServer, url: string) {
  await until(tab, url, 'completed')
  expect(await storedSha256(tab, url, url), url).toBe(await sha256(server, url))
}

const statusesOf = (server: DemoServer, url: string) =>
  server.log.filter((entry) => entry.url === url).map(({ status }) => status)

test('waits for as long as a server asks, says until when, and asks once more', async ({ open, server }) => {
  const tab = await openShelf(await open(), server, '&patience=short')
  const urlOf = (status: number) => `${fileOf('song', SONG_SIZE)}?status=${status}&retry-after=1&times=1`
  await startAll(
    tab,
    STATUSES.map((status) => ({ url: urlOf(status) })),
  )
  for (const status of STATUSES) {
    const url = urlOf(status)
    await expectHome(tab, server, url)
    expect(statusesOf(server, url), url).toEqual([status, 206])
    if (status === 408) continue
    const [first, second] = server.log.filter((entry) => entry.url === url)
    expect(second!.startedAt - first!.startedAt, url).toBeGreaterThan(900)
    const waits = await tab.evaluate(
      (url) => stage.seen.filter(({ id, status }) => id === url && status === 'interrupted'),
      url,
    )
    expect(waits[0], url).toMatchObject({
      reason: 'server',
      needsUser: false,
      nextAttemptAt: expect.any(Number),
    })
  }
})

test('brings files home through whatever happens once', async ({ open, server }) => {
  const tab = await openShelf(await open(), server, '&patience=short')
  const toUrls = (table: Record<string, number>) =>
    Object.entries(table).map(([fault, size]) => `${fileOf('song', size)}?${fault}&times=1`)
  const [broken, mistaken] = [toUrls(BREAKS), toUrls(LENGTHS)]
  await startAll(
    tab,
    [...broken, ...mistaken].map((url) => ({ url })),
  )
  for (const url of broken) {
    await expectHome(tab, server, url)
    expect(startsOf(server, url).length, url).toBeGreaterThan(1)
  }
  const stalled = broken.find((url) => url.includes('stall=100000'))!
  expect(startsOf(server, stalled)[1]).toBeGreaterThan(0)
  expect(statusesOf(server, broken.at(-1)!)).toEqual([416, 200])
  for (const url of mistaken) {
    await expectHome(tab, server, url)
    expect(
      startsOf(server, url).filter((start) => start === 0),
      url,
    ).toHaveLength(2)
  }
  expect(await tab.evaluate(() => stage.storageErrors)).toEqual([])
})

test('never splices what has no strong validator, or is compressed', async ({ open, server, engine }) => {
  const tab = await openShelf(await open(), server, '&patience=short')
  const urls = UNSPLICEABLE.map((fault) => `${fileOf('film', MB)}?${fault}`)
  await startAll(
    tab,
    urls.map((url) => ({ url, size: MB })),
  )
  for (const url of urls) {
    const fault = TAKEN_FOR_WHOLE[engine]
    if (fault !== null && url.includes(fault)) {
      // What the app has said of its size keeps half a file from being handed out.
      expect(await until(tab, url, 'failed'), url).toMatchObject({ failure: { reason: 'truncated' } })
      expect(await storedSha256(tab, url, url), url).toBeNull()
      continue
    }
    await expectHome(tab, server, url)
    expect(startsOf(server, url).length, url).toBeGreaterThan(1)
    expect(new Set(startsOf(server, url)), url).toEqual(new Set([0]))
  }
})

test('never takes half a compressed body for all of it where the browser counts what came', async ({
  open,
  server,
  engine,
}) => {
  // Behind a service worker Firefox does not say, and WebKitGTK says nothing of what is chunked (measured).
  const tab = await openShelf(await open(), server, '&patience=short&worker=none')
  const breaks = ['gzip=length&drop=500000', 'gzip=length&short=300000', 'gzip=chunked&drop=500000']
  const told = breaks.filter((fault) => engine !== 'webkit' || !fault.includes('chunked'))
  const paths = told.map((fault) => `${fileOf('film', MB)}?${fault}&times=2&cors`)
  const cdn = await createDemoServer()
  const files = [server, cdn].flatMap((from) => paths.map((path) => ({ from, path, url: from.url + path })))
  await startAll(
    tab,
    files.map(({ url }) => ({ url })),
  )
  for (const { from, path, url } of files) {
    await until(tab, url, 'completed')
    expect(await storedSha256(tab, url, url), url).toBe(await sha256(from, path))
    expect(startsOf(from, path), url).toEqual([0, 0, 0])
  }
  await cdn.close()
})
