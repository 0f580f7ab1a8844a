import { expect, test, until, untilMoving } from './testing.ts'
import type { Stage } from './stage/page.ts'

declare const stage: Stage

const MB = 1_000_000

test('fetches a file, verifies it, keeps it and tells the worker’s app', async ({ page, server }) => {
  const url = `/media/sample/film-${3 * MB}.bin?rate=${6 * MB}`
  const record = await page.evaluate((url) => stage.client.fetch('film', { url, size: 3_000_000 }, { title: 'Film' }), url)
  expect(record).toMatchObject({ id: 'film', status: 'pending', downloaded: 0, downloadTotal: 3 * MB, engine: 'native', attempt: 1 })

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
