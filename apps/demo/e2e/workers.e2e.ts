import { expect, test, until, untilMoving } from './testing.ts'
import type { Stage } from './stage/page.ts'

declare const stage: Stage

const MB = 1_000_000
const FILM = `/media/sample/film-${8 * MB}.bin?rate=${2 * MB}`

test('waits for a worker that is not there yet, and goes on when it comes', async ({ open }) => {
  const browser = await open()
  const page = await browser.newPage('/?worker=none')
  const record = await page.evaluate(() => stage.client.fetch('early', '/media/sample/early-5000.bin'))
  expect(record).toMatchObject({ status: 'interrupted', reason: 'service-worker', needsUser: false })
  expect(await page.evaluate(async () => (await stage.client.support()).serviceWorker)).toBe('none')
  await page.evaluate(() => void navigator.serviceWorker.register('/worker.js', { type: 'module' }))
  await until(page, 'early', 'completed')
})

test('notices a worker that was unregistered, and goes on when there is one again', async ({ page }) => {
  await page.evaluate((url) => stage.client.fetch('film', { url, size: 8_000_000 }), FILM)
  await untilMoving(page, 'film')
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.unregister())
  const stopped = await until(page, 'film', 'interrupted', 60_000)
  expect(stopped.status).toBe('interrupted')
  await page.reload()
  await page.waitForFunction(() => 'stage' in globalThis)
  expect(await until(page, 'film', 'completed', 60_000)).toMatchObject({ downloaded: 8 * MB })
})

test('hands nothing to a worker that does not listen', async ({ open, deploy, server }) => {
  await deploy('workerSilent')
  const page = await (await open()).newPage()
  const record = await page.evaluate(() => stage.client.fetch('deaf', '/media/sample/deaf-5000.bin'))
  expect(record).toMatchObject({ status: 'interrupted', reason: 'service-worker' })
  expect(await page.evaluate(() => stage.client.support())).toMatchObject({
    serviceWorker: 'no-listener',
    obstacle: 'service-worker',
  })
  expect(server.log).toEqual([])

  await deploy('worker')
  await page.evaluate(() => stage.deploy())
  await until(page, 'deaf', 'completed')
})

test('hands nothing to a worker of an older protocol', async ({ open, deploy, server }) => {
  await deploy('workerOlder')
  const page = await (await open()).newPage()
  const record = await page.evaluate(() => stage.client.fetch('old', '/media/sample/old-5000.bin'))
  expect(record).toMatchObject({ status: 'interrupted', reason: 'service-worker' })
  expect(server.log).toEqual([])
})

for (const name of ['workerOlder', 'workerNewer'] as const) {
  test(`finishes a download whose end goes to ${name}, deployed on the way`, async ({
    page,
    deploy,
    server,
  }) => {
    await page.evaluate((url) => stage.client.fetch('film', { url, size: 8_000_000 }), FILM)
    await untilMoving(page, 'film')
    await deploy(name)
    await page.evaluate(() => stage.deploy())
    expect(await until(page, 'film', 'completed')).toMatchObject({ attempt: 1, downloaded: 8 * MB })
    expect(server.log).toHaveLength(1)
  })
}

test('takes a download home from the page when its end goes to a worker that does not listen', async ({
  page,
  deploy,
  server,
}) => {
  await page.evaluate((url) => stage.client.fetch('film', { url, size: 8_000_000 }), FILM)
  await untilMoving(page, 'film')
  await deploy('workerSilent')
  await page.evaluate(() => stage.deploy())
  expect(server.log).toHaveLength(1)
  // Best effort: the browser hands the records out for a moment only. What is not saved is fetched again, never called complete.
  await expect
    .poll(() => page.evaluate(async () => (await stage.client.get('film'))?.status), { timeout: 60_000 })
    .toMatch(/completed|interrupted/)
  await deploy('worker')
  await page.evaluate(() => stage.deploy())
  expect(await until(page, 'film', 'completed', 60_000)).toMatchObject({ downloaded: 8 * MB })
})

test('reads a journal that a newer release has grown', async ({ page, deploy }) => {
  await page.evaluate(() => stage.client.fetch('before', '/media/sample/before-5000.bin'))
  await until(page, 'before', 'completed')
  await deploy('workerNewer')
  await page.evaluate(() => stage.deploy())
  await page.reload()
  await page.waitForFunction(() => 'stage' in globalThis)
  await page.evaluate(() => stage.client.fetch('after', '/media/sample/after-5000.bin'))
  await until(page, 'after', 'completed')
  expect(await page.evaluate(() => stage.client.getIds())).toEqual(['after', 'before'])
  expect(await page.evaluate(() => stage.storageErrors)).toEqual([])
})

test('answers a finished file from disk, in ranges, with the network off', async ({ page, server }) => {
  const url = '/media/sample/song-50000.bin'
  await page.evaluate((url) => stage.client.fetch('song', url), url)
  await until(page, 'song', 'completed')
  // The first worker does not control the page that registered it.
  await page.reload()
  await page.waitForFunction(() => 'stage' in globalThis)
  const original = await page.evaluate(async (url) => {
    const bytes = await (await stage.client.match('song', url))!.arrayBuffer()
    return [...new Uint8Array(bytes.slice(1_000, 1_010))]
  }, url)
  server.log.length = 0
  await page.context().setOffline(true)
  const part = await page.evaluate(async (url) => {
    const response = await fetch(url, { headers: { Range: 'bytes=1000-1009' } })
    return {
      status: response.status,
      range: response.headers.get('content-range'),
      bytes: [...new Uint8Array(await response.arrayBuffer())],
    }
  }, url)
  expect(part).toEqual({ status: 206, range: 'bytes 1000-1009/50000', bytes: original })
  expect(
    await page.evaluate(
      async (url) => (await fetch(url, { headers: { Range: 'bytes=60000-' } })).status,
      url,
    ),
  ).toBe(416)
  expect(await page.evaluate((url) => fetch(`${url}?tag=other`).catch(() => 'network'), url)).toBe('network')
  expect(server.log).toEqual([])
})
