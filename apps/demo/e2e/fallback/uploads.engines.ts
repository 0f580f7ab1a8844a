import { createHash } from 'node:crypto'
import type { UploadEntry } from '../../server/uploads.ts'
import type { Tab } from '../engines/driver.ts'
import { expect, test, untilStage } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import { MB, openShelf, recordOf, until } from './fetches.ts'

declare const stage: Stage

/** Four seconds at the rate that it is read with. */
const REEL_SIZE = 24 * MB
const SLOWLY = `?rate=${6 * MB}`

/** Sends one request for each kind of body there is, all to one URL. */
function sendEveryKind(tab: Tab) {
  return tab.evaluate(() => {
    const form = new FormData()
    form.append('title', 'Metropolis — “1927”')
    form.append('poster', new File([new Uint8Array([0, 255, 13, 10])], 'poster.png', { type: 'image/png' }))
    const bodies: BodyInit[] = [
      'A letter — with “quotes”',
      new Blob([new Uint8Array([1, 2, 3, 0, 255])], { type: 'image/x-reel' }),
      new Uint8Array([9, 8, 7, 0, 254]).buffer,
      new URLSearchParams({ title: 'Metropolis & more', year: '1927' }),
      form,
    ]
    const url = '/uploads/letters'
    return stage.client.fetch(
      'letters',
      bodies.map((body) => ({ url, init: { method: 'POST', body } })),
    )
  })
}

/** Checks that each body came once, as `fetch()` would have sent it. */
async function expectEveryKind(uploads: readonly UploadEntry[]): Promise<void> {
  const told = uploads.map(({ contentType, body }) => [
    contentType?.split('; boundary')[0],
    body.toString('latin1'),
  ])
  const utf8 = (text: string) => Buffer.from(text).toString('latin1')
  const formAt = told.findIndex(([type]) => type === 'multipart/form-data')
  const form = uploads[formAt]!
  const entries = await new Response(new Uint8Array(form.body), {
    headers: { 'Content-Type': form.contentType! },
  }).formData()
  expect(entries.get('title')).toBe('Metropolis — “1927”')
  const poster = entries.get('poster') as File
  expect([poster.name, poster.type, [...new Uint8Array(await poster.arrayBuffer())]]).toEqual([
    'poster.png',
    'image/png',
    [0, 255, 13, 10],
  ])
  expect(new Set(told.toSpliced(formAt, 1))).toEqual(
    new Set([
      ['text/plain;charset=UTF-8', utf8('A letter — with “quotes”')],
      ['image/x-reel', '\u0001\u0002\u0003\u0000\u00FF'],
      [undefined, '\u0009\u0008\u0007\u0000\u00FE'],
      ['application/x-www-form-urlencoded;charset=UTF-8', 'title=Metropolis+%26+more&year=1927'],
    ]),
  )
  expect(uploads).toHaveLength(5)
}

/** Bytes that differ from place to place, and what they must hash to. */
const sendReel = (tab: Tab, url: string, method: string) =>
  tab.evaluate(
    ({ url, method, size }) => {
      const reel = new Uint8Array(size).map((_, at) => at % 251)
      return stage.client.fetch('reel', { url, init: { method, body: reel } })
    },
    { url, method, size: REEL_SIZE },
  )
const reelSha256 = createHash('sha256')
  .update(new Uint8Array(REEL_SIZE).map((_, at) => at % 251))
  .digest('hex')
const sha256 = ({ body }: UploadEntry) => createHash('sha256').update(body).digest('hex')

const untilUploaded = (tab: Tab, bytes: number) =>
  expect
    .poll(async () => (await recordOf(tab, 'reel'))?.uploaded ?? 0, { timeout: 30_000, intervals: [50] })
    .toBeGreaterThan(bytes)

test('sends a body of every kind just as it is, and counts it', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  await sendEveryKind(tab)
  const { uploaded, uploadTotal } = await until(tab, 'letters', 'completed')
  await expectEveryKind(server.uploads)
  const bytes = server.uploads.reduce((sum, { body }) => sum + body.length, 0)
  expect({ uploaded, uploadTotal }).toEqual({ uploaded: bytes, uploadTotal: bytes })
  const answers = await tab.evaluate(async () => {
    const responses = await stage.client.matchAll('letters')
    return Promise.all(responses.map((response) => response.text()))
  })
  expect(answers).toEqual(expect.arrayContaining(server.uploads.map(({ body }) => `${body.length} bytes`)))
})

test('sends what waited when the browser was killed, with the very same bytes', async ({ open, server }) => {
  const driver = await open()
  const tab = await openShelf(driver, server)
  // Whatever may be under way at once is: the letters wait.
  const slow = (film: string) => `/media/sample/${film}-${MB}.bin?rate=1000`
  await tab.evaluate((urls) => stage.client.fetch('one', urls), [slow('a'), slow('b')])
  await tab.evaluate((urls) => stage.client.fetch('two', urls), [slow('c'), slow('d')])
  await expect.poll(() => server.log.length).toBe(4)
  await sendEveryKind(tab)
  await driver.kill()
  expect(server.uploads).toEqual([])

  const later = await openShelf(await open(), server)
  for (const id of ['one', 'two']) await later.evaluate((id) => stage.client.abort(id), id)
  await until(later, 'letters', 'completed')
  await expectEveryKind(server.uploads)
})

test('shows an upload as it goes, and never sends a POST again by itself that was on its way at a reload', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  await sendReel(tab, `/uploads/reel${SLOWLY}`, 'POST')
  await untilUploaded(tab, 0)
  expect(await recordOf(tab, 'reel')).toMatchObject({ status: 'pending', uploadTotal: REEL_SIZE })
  await tab.reload()
  await untilStage(tab)
  expect(await until(tab, 'reel', 'failed')).toMatchObject({
    attempt: 1,
    failure: { reason: 'unanswered', url: `${server.url}/uploads/reel${SLOWLY}` },
  })
  expect(server.uploads).toHaveLength(1)

  // Only a person can know, and says so.
  await tab.evaluate(() => stage.client.retry('reel'))
  expect(await until(tab, 'reel', 'completed')).toMatchObject({ attempt: 2, uploaded: REEL_SIZE })
  expect(server.uploads.map(sha256).slice(1)).toEqual([reelSha256])
  const amounts = await tab.evaluate(() => stage.seen.map(({ uploaded }) => uploaded))
  expect(amounts.some((uploaded) => uploaded > 0 && uploaded < 24_000_000)).toBe(true)
})

test('does not send a POST again whose answer was still awaited when the browser was killed', async ({
  open,
  server,
}) => {
  const driver = await open()
  const tab = await openShelf(driver, server)
  await tab.evaluate(() =>
    stage.client.fetch('letter', {
      url: '/uploads/letter?silent',
      init: { method: 'POST', body: 'a letter' },
    }),
  )
  await expect.poll(() => server.uploads[0]?.isWhole).toBe(true)
  await driver.kill()
  const later = await openShelf(await open(), server)
  expect(await until(later, 'letter', 'failed')).toMatchObject({ failure: { reason: 'unanswered' } })
  expect(server.uploads).toHaveLength(1)
})

test('sends a PUT again by itself that was on its way at a reload: twice is as good as once', async ({
  open,
  server,
}) => {
  const tab = await openShelf(await open(), server)
  await sendReel(tab, `/uploads/reel${SLOWLY}`, 'PUT')
  await untilUploaded(tab, 0)
  await tab.reload()
  await untilStage(tab)
  expect(await until(tab, 'reel', 'completed')).toMatchObject({ attempt: 1, uploaded: REEL_SIZE })
  expect(server.uploads.map(sha256).at(-1)).toBe(reelSha256)
})
