import { expect, test, until, untilMoving } from './testing.ts'
import type { Stage } from './stage/page.ts'

declare const stage: Stage

const MB = 1_000_000

test('fetches a file, verifies it, keeps it and tells the worker’s app', async ({ page, server }) => {
  const url = `/media/sample/film-${3 * MB}.bin?rate=${6 * MB}`
  const record = await page.evaluate(
    (url) => stage.client.fetch('film', { url, size: 3_000_000 }, { title: 'Film' }),
    url,
  )
  expect(record).toMatchObject({
    id: 'film',
    status: 'pending',
    downloaded: 0,
    downloadTotal: 3 * MB,
    engine: 'native',
    attempt: 1,
  })

  const done = await until(page, 'film', 'completed')
  expect(done).toMatchObject({ downloaded: 3 * MB, downloadTotal: 3 * MB, filesCompleted: 1, title: 'Film' })
  expect(done.files).toEqual([{ url: server.url + url, size: 3 * MB }])
  const original = await page.evaluate(async (url) => {
    const bytes = await (await fetch(`${url}&tag=again`)).arrayBuffer()
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }, url)
  expect(await page.evaluate((url) => stage.sha256('film', url), url)).toBe(original)

  const amounts = await page.evaluate(() => stage.seen.map(({ downloaded }) => downloaded))
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b))
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/settled/film/1'))?.json()))
    .toEqual({ id: 'film', attempt: 1, status: 'completed', responses: 1 })
  expect(await page.evaluate(() => stage.storageErrors)).toEqual([])
})

test('fetches many files as one, in whatever order they come', async ({ page, server }) => {
  const urls = Array.from({ length: 30 }, (_, at) => `/media/sample/tile-${at}-${10_000 + at}.bin`)
  await page.evaluate((urls) => stage.client.fetch('tiles', urls), urls)
  const done = await until(page, 'tiles', 'completed')
  expect(done.filesCompleted).toBe(30)
  expect(done.files.map(({ size }) => size)).toEqual(urls.map((_, at) => 10_000 + at))
  const sizes = await page.evaluate(async () =>
    (await stage.client.matchAll('tiles')).map((response) => response.headers.get('content-length')),
  )
  expect(sizes).toEqual(urls.map((_, at) => String(10_000 + at)))
  expect(server.log).toHaveLength(30)
})

test('fetches a URL that is named twice, twice', async ({ page }) => {
  await page.evaluate(() =>
    stage.client.fetch('twins', ['/media/sample/twin-5000.bin', '/media/sample/twin-5000.bin']),
  )
  expect(await until(page, 'twins', 'completed')).toMatchObject({ filesCompleted: 2, downloaded: 10_000 })
})

test('keeps the good files when one is 404, says which, and fetches only that one on retry', async ({
  page,
  server,
}) => {
  const lost = '/media/sample/lost-7000.bin?status=404&times=1'
  await page.evaluate(
    (lost) => stage.client.fetch('album', ['/media/sample/one-5000.bin', lost, '/media/sample/two-6000.bin']),
    lost,
  )
  const failed = await until(page, 'album', 'failed')
  expect(failed).toMatchObject({
    failure: { reason: 'bad-status', httpStatus: 404, url: server.url + lost },
    filesCompleted: 2,
    downloaded: 11_000,
  })
  expect(
    await page.evaluate(
      async () => (await stage.client.match('album', '/media/sample/one-5000.bin'))?.status,
    ),
  ).toBe(200)

  server.log.length = 0
  await page.evaluate(() => stage.client.retry('album'))
  expect(await until(page, 'album', 'completed')).toMatchObject({
    attempt: 2,
    filesCompleted: 3,
    downloaded: 18_000,
  })
  expect(server.log.map(({ url }) => url)).toEqual([lost])
})

test('calls a file truncated that is not as long as it was said to be, and tries again before it fails', async ({
  page,
  server,
}) => {
  await page.evaluate(() => stage.client.fetch('short', { url: '/media/sample/short-5000.bin', size: 6_000 }))
  const failed = await until(page, 'short', 'failed')
  expect(failed).toMatchObject({ failure: { reason: 'truncated' }, attempt: 3, filesCompleted: 0 })
  expect(server.log).toHaveLength(3)
  expect(await page.evaluate(async () => (await stage.client.matchAll('short')).length)).toBe(0)
})

test('refuses bytes whose checksum differs, and says integrity', async ({ page }) => {
  const wrong = `sha256-${'A'.repeat(43)}=`
  await page.evaluate(
    (integrity) => stage.client.fetch('fake', { url: '/media/sample/fake-5000.bin', integrity }),
    wrong,
  )
  expect(await until(page, 'fake', 'failed')).toMatchObject({ failure: { reason: 'integrity' }, attempt: 1 })
})

test('accepts a compressed file by its decoded length', async ({ page }) => {
  await page.evaluate(() =>
    stage.client.fetch('packed', { url: '/media/sample/packed-50000.bin?gzip=length', size: 50_000 }),
  )
  expect(await until(page, 'packed', 'completed')).toMatchObject({ downloaded: 50_000 })
})

test('never completes what the browser gives no records for (Vary: *)', async ({ page }) => {
  await page.evaluate(() => stage.client.fetch('vary', '/media/sample/vary-5000.bin?vary=*'))
  expect(await until(page, 'vary', 'failed')).toMatchObject({
    failure: { reason: 'lost' },
    filesCompleted: 0,
  })
})

test('keeps a part that the app asked for by Range', async ({ page }) => {
  await page.evaluate(() =>
    stage.client.fetch('part', {
      url: '/media/sample/part-5000.bin',
      init: { headers: { Range: 'bytes=0-999' } },
      size: 1_000,
    }),
  )
  await until(page, 'part', 'completed')
  expect(
    await page.evaluate(
      async () =>
        (await (await stage.client.match('part', '/media/sample/part-5000.bin'))!.arrayBuffer()).byteLength,
    ),
  ).toBe(1_000)
})

test('aborts for good, frees what was under way, and starts over on retry', async ({ page, server }) => {
  const url = `/media/sample/long-${20 * MB}.bin?rate=${2 * MB}`
  await page.evaluate((url) => stage.client.fetch('long', url), url)
  await untilMoving(page, 'long')
  expect(await page.evaluate(() => stage.client.abort('long'))).toBe(true)
  expect(await page.evaluate(() => stage.client.get('long'))).toMatchObject({
    status: 'aborted',
    filesCompleted: 0,
  })
  expect(await page.evaluate(() => stage.client.abort('long'))).toBe(false)
  await expect.poll(() => page.evaluate(() => stage.platformIds())).toEqual([])
  await server.settled()
  expect(server.log.every(({ aborted }) => aborted)).toBe(true)

  await page.evaluate(() => stage.client.retry('long'))
  expect(await page.evaluate(() => stage.client.peek('long'))).toMatchObject({
    status: 'pending',
    attempt: 2,
  })
})

test('refuses an id that is under way, and takes it again once it has ended', async ({ page }) => {
  const url = `/media/sample/same-${4 * MB}.bin?rate=${4 * MB}`
  await page.evaluate((url) => stage.client.fetch('same', url), url)
  const code = await page.evaluate(
    (url) => stage.client.fetch('same', url).catch((error: { code: string }) => error.code),
    url,
  )
  expect(code).toBe('duplicate-id')
  await until(page, 'same', 'completed')
  await page.evaluate((url) => stage.client.fetch('same', url), url)
  expect(await until(page, 'same', 'completed')).toMatchObject({ attempt: 2 })
})

test('removes record and bytes', async ({ page }) => {
  await page.evaluate(() => stage.client.fetch('gone', '/media/sample/gone-5000.bin'))
  await until(page, 'gone', 'completed')
  expect(await page.evaluate(() => stage.client.remove('gone'))).toBe(true)
  expect(await page.evaluate(() => stage.client.get('gone'))).toBeUndefined()
  const kept = await page.evaluate(async () => (await (await caches.open('longhaul:default')).keys()).length)
  expect(kept).toBe(0)
  await page.reload()
  await page.waitForFunction(() => 'stage' in globalThis)
  expect(await page.evaluate(() => stage.client.getIds())).toEqual([])
})

test('goes on after a dropped connection', async ({ page, server }) => {
  const url = `/media/sample/bumpy-${4 * MB}.bin?drop=${MB}&drop-times=1`
  await page.evaluate((url) => stage.client.fetch('bumpy', { url, size: 4_000_000 }), url)
  await until(page, 'bumpy', 'completed', 90_000)
  expect(server.log.some(({ aborted }) => aborted)).toBe(true)
})

test('sends a body, and its record says how much', async ({ page }) => {
  const record = await page.evaluate(async () => {
    await stage.client.fetch('letter', {
      url: '/api/weather',
      init: { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } },
    })
    return stage.client.get('letter')
  })
  expect(record).toMatchObject({ id: 'letter' })
  expect(await until(page, 'letter', 'completed')).toMatchObject({ uploaded: 2 })
})
