import { createDemoServer } from '../server/server.ts'
import type { Stage } from './stage/page.ts'
import { expect, test, untilMoving } from './testing.ts'

declare const stage: Stage

const MB = 1_000_000
const MINUTE_MS = 60_000

/**
 * Chromium's false success (measured): the connection breaks in mid-body, the server stays away until the browser's
 * retries are used up (100 to 160 s), and the worker is told of a success with a 200, the right header and no body.
 */
test('never completes a download whose server went away for good, and finishes it when the server is back', async ({
  page,
}) => {
  let cdn = await createDemoServer()
  const { port } = cdn
  const url = `${cdn.url}/media/sample/film-${20 * MB}.bin?cors&rate=${2 * MB}`
  await page.evaluate((url) => stage.client.fetch('film', { url, size: 20_000_000 }), url)
  await untilMoving(page, 'film', 4 * MB)
  await cdn.close()

  // Whatever the browser calls it, the first attempt ends without a whole file, and is never called completed.
  await expect
    .poll(() => page.evaluate(async () => (await stage.client.get('film'))?.attempt), {
      timeout: 6 * MINUTE_MS,
    })
    .toBeGreaterThan(1)
  expect(await page.evaluate(() => stage.seen.some(({ status }) => status === 'completed'))).toBe(false)
  expect(await page.evaluate(() => stage.seen.some(({ status }) => status === 'interrupted'))).toBe(true)

  cdn = await createDemoServer({ port })
  await expect
    .poll(() => page.evaluate(async () => (await stage.client.get('film'))?.status), {
      timeout: 10 * MINUTE_MS,
    })
    .toBe('completed')
  expect(
    await page.evaluate(async () =>
      (await stage.client.match('film', stage.client.peek('film')!.files[0]!.url))!
        .blob()
        .then(({ size }) => size),
    ),
  ).toBe(20 * MB)
  await cdn.close()
})
