import { createDemoServer } from '../server/server.ts'
import { expect, test, until, untilMoving } from './testing.ts'
import type { Stage } from './stage/page.ts'

declare const stage: Stage

const MB = 1_000_000

test('keeps the second fetch of a first-time visitor, and goes on in the next page', async ({
  openAlone,
  server,
}) => {
  const quit = await openAlone('/?fetch=first&fetch=second')
  const requested = (name: string) => server.log.some(({ url }) => url.includes(name))
  await expect.poll(() => requested('said-second'), { timeout: 20_000 }).toBe(true)
  expect(server.log.map(({ url }) => url)).toContain('/media/sample/said-second-interrupted-permission-1.bin')
  expect(requested('/second-')).toBe(false)
  await quit()
  await openAlone('/')
  await expect.poll(() => requested('/second-'), { timeout: 30_000 }).toBe(true)
  expect(requested('/first-')).toBe(true)
})

test('never hands the browser an empty id, which would crash the tab', async ({ page }) => {
  const code = await page.evaluate(() =>
    stage.client.fetch('', '/media/sample/none-5.bin').catch((error: { code: string }) => error.code),
  )
  expect(code).toBe('invalid-id')
  expect(await page.evaluate(() => stage.client.getIds())).toEqual([])
})

test('queues what the browser has no room for, and brings all home', async ({ page, server }) => {
  const ids = Array.from({ length: 8 }, (_, at) => `part-${at}`)
  await page.evaluate(
    (ids) =>
      Promise.all(ids.map((id) => stage.client.fetch(id, `/media/sample/${id}-200000.bin?rate=400000`))),
    ids,
  )
  const states = await page.evaluate(() => stage.client.peekIds().map((id) => stage.client.peek(id)!.status))
  expect(states).toEqual(ids.map(() => 'pending'))
  for (const id of ids) await until(page, id, 'completed', 50_000)
  expect(server.log).toHaveLength(8)
})

test('starts nothing in an iframe, where it would block the whole origin', async ({ page, server }) => {
  await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = '/'
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve))
  })
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame())!
  await frame.waitForFunction(() => 'stage' in globalThis)
  const record = await frame.evaluate(() => stage.client.fetch('framed', '/media/sample/framed-5000.bin'))
  expect(record).toMatchObject({ status: 'interrupted', reason: 'unsupported' })
  expect(await page.evaluate(() => stage.platformIds())).toEqual([])
  expect(server.log).toEqual([])
})

test('fetches from another origin, and sends nothing that would need a preflight', async ({ page }) => {
  const cdn = await createDemoServer()
  const url = `${cdn.url}/media/sample/cdn-5000.bin?cors`
  await page.evaluate((url) => stage.client.fetch('plain', url), url)
  await until(page, 'plain', 'completed')
  cdn.log.length = 0
  const record = await page.evaluate(
    (url) => stage.client.fetch('signed', { url, init: { headers: { Authorization: 'Bearer x' } } }),
    url,
  )
  expect(record).toMatchObject({ status: 'interrupted', reason: 'unsupported' })
  expect(cdn.log).toEqual([])
  await cdn.close()
})

test('says server when nothing comes for three quarters of a minute', async ({ page, server }) => {
  test.slow()
  const url = `/media/sample/mute-${2 * MB}.bin?stall=${MB}&times=1`
  await page.evaluate((url) => stage.client.fetch('mute', url), url)
  await untilMoving(page, 'mute', MB / 2)
  const record = await until(page, 'mute', 'interrupted', 55_000)
  expect(record).toMatchObject({ reason: 'server', needsUser: false })
  expect(server.log).toHaveLength(1)
})

test('says unsupported where the browser has no Background Fetch, and keeps the job', async ({ open }) => {
  const page = await (await open({ args: ['--disable-blink-features=BackgroundFetch'] })).newPage()
  expect(await page.evaluate(() => stage.client.support())).toMatchObject({
    engine: null,
    obstacle: 'unsupported',
    journal: 'indexeddb',
  })
  const record = await page.evaluate(() => stage.client.fetch('later', '/media/sample/later-5000.bin'))
  expect(record).toMatchObject({ status: 'interrupted', reason: 'unsupported' })
  await page.reload()
  await page.waitForFunction(() => 'stage' in globalThis)
  expect(await page.evaluate(() => stage.client.getIds())).toEqual(['later'])
})
