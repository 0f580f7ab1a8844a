import { expect, it } from 'vitest'
import { createIndexedDBTables } from '../journal/indexedDB.js'
import { createJournal } from '../journal/journal.js'
import { BackgroundFetchError } from '../errors.js'
import { createBackgroundFetchClient } from './createBackgroundFetchClient.js'
import { createMemoryEngine } from '../testing/createMemoryEngine.js'
import {
  eventually,
  FILM,
  freshNamespace,
  idle,
  openMemoryStage,
  openStage,
  PODCAST,
  POSTER,
} from './fixtures/stage.js'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'

plugInIndexedDB()

it('resolves with the record once the engine has answered', async () => {
  const { client, platform } = openMemoryStage()
  const record = await client.fetch('film', [FILM, POSTER], { title: 'A film', downloadTotal: 2_000 })
  const now = platform.clock.now()
  expect(record).toEqual({
    id: 'film',
    attempt: 1,
    status: 'pending',
    phase: 'transferring',
    downloaded: 0,
    downloadTotal: 2_000,
    uploaded: 0,
    uploadTotal: null,
    bytesPerSecond: null,
    files: [
      { url: FILM, size: null },
      { url: POSTER, size: null },
    ],
    filesCompleted: 0,
    filesRestarted: 0,
    title: 'A film',
    icons: [],
    engine: 'memory',
    createdAt: now,
    updatedAt: now,
    settledAt: null,
  })
})

it('calls a fetch by its first file when it is given no title', async () => {
  const { client } = openMemoryStage()
  expect(await client.fetch('film', `${FILM}?token=1`)).toMatchObject({ title: 'film.mp4' })
})

const absolute = (url: string) => ({ url })
const wrong: readonly [string, string, unknown, unknown?, unknown?][] = [
  ['invalid-id', 'an empty id', ''],
  ['invalid-id', 'an id that is no string', 7],
  ['invalid-id', 'an id of more than 1 KiB', 'x'.repeat(1_025)],
  ['invalid-id', 'an id with half a character', '\uD800'],
  ['no-requests', 'no requests', 'film', []],
  ['invalid-url', 'a URL that is none', 'film', 'http://'],
  ['invalid-url', 'a data: URL', 'film', 'data:text/plain,x'],
  ['invalid-url', 'a blob: URL', 'film', 'blob:https://app.example/1'],
  ['invalid-url', 'something that is no request', 'film', [null]],
  ['credentials-in-url', 'a password in the URL', 'film', 'https://me:secret@app.example/film.mp4'],
  ['no-cors', 'no-cors', 'film', { ...absolute(FILM), init: { mode: 'no-cors' } }],
  ['unsupported-method', 'a forbidden method', 'film', { ...absolute(FILM), init: { method: 'TRACE' } }],
  ['unsupported-body', 'a GET with a body', 'film', { ...absolute(FILM), init: { body: 'x' } }],
  [
    'unsupported-body',
    'a stream',
    'film',
    { ...absolute(FILM), init: { method: 'POST', body: new ReadableStream(), duplex: 'half' } },
  ],
  ['invalid-size', 'half a byte', 'film', { ...absolute(FILM), size: 0.5 }],
  ['invalid-integrity', 'a checksum that is none', 'film', { ...absolute(FILM), integrity: 'md5-x' }],
  ['invalid-option', 'a title that is no string', 'film', FILM, { title: 7 }],
  ['invalid-option', 'a negative total', 'film', FILM, { downloadTotal: -1 }],
  ['invalid-option', 'icons that are no list', 'film', FILM, { icons: 'icon.png' }],
  ['invalid-option', 'an icon without a URL', 'film', FILM, { icons: [{ src: 'http://' }] }],
]

it.each(wrong)(
  'rejects with %s before anything is written: %s',
  async (code, _what, id, requests: unknown = FILM, options?: unknown) => {
    const namespace = freshNamespace()
    const { client, platform } = openStage({ namespace, storage: 'device' })
    const fetched = client.fetch(id as string, requests as string, options as object)
    await expect(fetched).rejects.toBeInstanceOf(BackgroundFetchError)
    await expect(fetched).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`docs/errors/${code}.md`),
    })

    const journal = createJournal(createIndexedDBTables(`longhaul:${namespace}`))
    expect((await journal.page(null, 10)).rows).toEqual([])
    expect(platform.accepted).toEqual([])
    journal.close()
  },
)

it('refuses an id that is under way, and leaves what runs alone', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  platform.progress('film', { downloaded: 700 })
  await expect(client.fetch('film', PODCAST)).rejects.toMatchObject({ code: 'duplicate-id' })
  expect(await client.get('film')).toMatchObject({ downloaded: 700, files: [{ url: FILM }] })
})

/** A client whose journal says of the first fetch that it could not be kept, and has kept one all the same. */
function openOverDoubtfulJournal(aheadMs: number) {
  const engine = createMemoryEngine()
  const { client } = openMemoryStage({
    clock: engine.clock,
    adapter(settler) {
      const { journal } = settler
      const { create } = journal
      journal.create = async (fetch) => {
        journal.create = create
        await create({ ...fetch, now: fetch.now - aheadMs })
        throw new DOMException('', 'AbortError')
      }
      return engine.adapter(settler)
    },
  })
  const again = async () => {
    await idle()
    engine.clock.advance(200)
  }
  return { client, again }
}

it('goes on with what the journal has kept although it said that it could not', async () => {
  const { client, again } = openOverDoubtfulJournal(0)
  const starting = client.fetch('film', FILM)
  await again()
  expect(await starting).toMatchObject({ status: 'pending', attempt: 1 })
})

it('refuses an id that somebody else was faster to take while the disk was full', async () => {
  const { client, again } = openOverDoubtfulJournal(1)
  const refused = client.fetch('film', FILM).catch((error: unknown) => error)
  await again()
  expect(await refused).toMatchObject({ code: 'duplicate-id' })
})

it('refuses a namespace that would not fit into names', () => {
  expect(() => createBackgroundFetchClient({ namespace: 'a:b' })).toThrow(
    expect.objectContaining({ code: 'invalid-option' }),
  )
})

it.each([
  { refusal: 'permission', needsUser: true },
  { refusal: 'service-worker', needsUser: false },
  { refusal: 'storage', needsUser: true },
  { refusal: 'unsupported', needsUser: false },
] as const)('resolves interrupted when the environment says $refusal', async ({ refusal, needsUser }) => {
  const { client, platform } = openMemoryStage()
  platform.refuse({ started: false, refusal, needsUser })
  expect(await client.fetch('film', FILM)).toMatchObject({
    status: 'interrupted',
    reason: refusal,
    needsUser,
    nextAttemptAt: null,
  })
})

it('resolves interrupted, and tells onStorageError, when the engine breaks', async () => {
  const told: unknown[] = []
  const { client, platform } = openStage({ onStorageError: (error) => told.push(error) })
  platform.reject(new Error('beyond recognition'))
  expect(await client.fetch('film', FILM)).toMatchObject({ status: 'failed' })

  const broken = new Error('the browser’s database is gone')
  const adapter = openMemoryStage().platform.adapter
  const { client: other } = openMemoryStage({
    onStorageError: (error) => told.push(error),
    adapter: (settler) => ({ ...adapter(settler), start: () => Promise.reject(broken) }),
  })
  expect(await other.fetch('film', FILM)).toMatchObject({
    status: 'interrupted',
    reason: 'unknown',
    needsUser: true,
  })
  expect(told).toEqual([broken])
})

it('takes a Request with its body, and sends it again on a retry', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('upload', new Request(FILM, { method: 'POST', body: 'the film' }))
  await platform.fail('upload', { reason: 'integrity' })
  await eventually(client, 'upload').toMatchObject({ status: 'failed' })
  await client.retry('upload')
  const { request } = platform.running[0]!.requests[0]!
  expect(request.method).toBe('POST')
  expect(await request.body?.text()).toBe('the film')
})

it('keeps the bytes of an ended fetch until a new one of the same id is home', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  await platform.succeed('film', { [FILM]: 'old' })
  await eventually(client, 'film').toMatchObject({ status: 'completed' })

  expect(await client.fetch('film', FILM)).toMatchObject({
    status: 'pending',
    attempt: 2,
    filesCompleted: 0,
    filesRestarted: 0,
    downloaded: 0,
  })
  expect(await (await client.match('film', FILM))?.text()).toBe('old')
  await platform.succeed('film', { [FILM]: 'new' })
  await eventually(client, 'film').toMatchObject({ status: 'completed', attempt: 2 })
  expect(await (await client.match('film', FILM))?.text()).toBe('new')
})
