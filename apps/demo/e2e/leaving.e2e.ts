import { expect, test, until, untilMoving } from './testing.ts'
import type { Stage } from './stage/page.ts'

declare const stage: Stage

const MB = 1_000_000
/** About four seconds of transfer. */
const FILM = `/media/sample/film-${8 * MB}.bin?rate=${2 * MB}`

test('finishes while no page of the app is open, and the next page knows', async ({ open, server }) => {
  const browser = await open()
  const page = await browser.newPage()
  await page.evaluate((url) => stage.client.fetch('film', { url, size: 8_000_000 }), FILM)
  await untilMoving(page, 'film')
  await page.close()
  await expect.poll(() => server.log.every(({ endedAt }) => endedAt !== null), { timeout: 30_000 }).toBe(true)

  const later = await browser.newPage()
  expect(await until(later, 'film', 'completed')).toMatchObject({
    downloaded: 8 * MB,
    filesCompleted: 1,
    attempt: 1,
  })
  expect(server.log).toHaveLength(1)
})

test('goes on through a reload, and the bar begins where it was', async ({ page, server }) => {
  test.slow()
  await page.evaluate((url) => stage.client.fetch('film', { url, size: 8_000_000 }), FILM)
  await untilMoving(page, 'film', 2 * MB)
  await page.reload()
  await page.waitForFunction(() => 'stage' in globalThis)
  await untilMoving(page, 'film', 2 * MB)
  expect(await page.evaluate(() => stage.client.peek('film'))).toMatchObject({
    status: 'pending',
    phase: 'transferring',
    attempt: 1,
  })
  // Chromium lets the transfer stand still for 30 s when the page that started it is reloaded (measured).
  await until(page, 'film', 'completed', 60_000)
  expect(server.log).toHaveLength(1)
})

test('shows one download in two tabs, wherever it was started, and fetches it once', async ({
  open,
  server,
}) => {
  const browser = await open()
  const one = await browser.newPage()
  const two = await browser.newPage()
  await two.evaluate(() => stage.client.ready())
  await one.evaluate((url) => stage.client.fetch('film', { url, size: 8_000_000 }, { title: 'Film' }), FILM)
  await untilMoving(two, 'film')
  expect(await two.evaluate(() => stage.client.peek('film'))).toMatchObject({
    status: 'pending',
    title: 'Film',
  })
  await Promise.all([until(one, 'film', 'completed'), until(two, 'film', 'completed')])
  expect(server.log).toHaveLength(1)

  await two.evaluate(() => stage.client.remove('film'))
  await expect.poll(() => one.evaluate(() => stage.client.peekIds())).toEqual([])
})

test('aborts in one tab what another tab started', async ({ open }) => {
  const browser = await open()
  const one = await browser.newPage()
  const two = await browser.newPage()
  await one.evaluate((url) => stage.client.fetch('film', url), FILM)
  await untilMoving(two, 'film')
  await two.evaluate(() => stage.client.abort('film'))
  await until(one, 'film', 'aborted')
  expect(await one.evaluate(() => stage.platformIds())).toEqual([])
})

test('finishes after the browser was killed, without fetching a kept file again', async ({
  open,
  server,
}) => {
  const browser = await open()
  const page = await browser.newPage()
  await page.evaluate(() => stage.client.fetch('kept', '/media/sample/kept-5000.bin'))
  await until(page, 'kept', 'completed')
  await page.evaluate((url) => stage.client.fetch('film', { url, size: 8_000_000 }), FILM)
  await untilMoving(page, 'film', 2 * MB)
  await browser.kill()

  const again = await open()
  const later = await again.newPage()
  expect(await until(later, 'film', 'completed', 90_000)).toMatchObject({ downloaded: 8 * MB })
  expect(await later.evaluate(async () => (await stage.client.get('kept'))?.status)).toBe('completed')
  expect(server.log.filter(({ url }) => url.includes('kept'))).toHaveLength(1)
})

test('resubmits what is missing after the browser was quit', async ({ open, server }) => {
  const browser = await open()
  const page = await browser.newPage()
  await page.evaluate((url) => stage.client.fetch('pair', ['/media/sample/first-5000.bin', url]), FILM)
  await untilMoving(page, 'pair', 2 * MB)
  await browser.close()

  const again = await open()
  const later = await again.newPage()
  const done = await until(later, 'pair', 'completed', 90_000)
  expect(done).toMatchObject({ filesCompleted: 2 })
  expect(done.attempt).toBeGreaterThan(1)
  expect(server.log.filter(({ url }) => url.includes('first'))).toHaveLength(1)
})
