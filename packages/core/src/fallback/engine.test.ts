import { createHash } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { createBackgroundFetchClient } from '../client/createBackgroundFetchClient.js'
import type { AdapterContext } from '../client/options.js'
import type { BackgroundFetchClient, BackgroundFetchRequestLike } from '../types.js'
import type { Journal } from '../journal/journal.js'
import { createSystemClock } from '../progress/clock.js'
import type { ByteStore } from '../store/bytes.js'
import { createMemoryStore } from '../store/memory.js'
import { createMemoryBytes } from '../store/memoryBytes.js'
import { createRoutedStore } from '../store/routed.js'
import { serve, type MisbehavingServer } from './transfer/fixtures/servers.js'
import { createSmallDisk } from './fixtures/smallDisk.js'
import { createFallbackEngine, type FallbackEngineOptions } from './createFallbackEngine.js'

/** Waits as a test should not have to: the engine's own, divided by a hundred. */
const HASTY = { backoffMs: 10, longestBackoffMs: 50, idleTimeoutMs: 500 }

/** Where every request counts: a busy machine is no silent server. */
const PATIENT = { transfer: { ...HASTY, idleTimeoutMs: 30_000 } }

const SOON = { timeout: 5_000 }
const LATER = { timeout: 15_000 }

let namespaces = 0

async function open(options: FallbackEngineOptions = {}, memoryBytes?: ByteStore) {
  const server = await serve()
  const namespace = `engine-${namespaces++}`
  const errors: unknown[] = []
  const client = createBackgroundFetchClient({
    namespace,
    adapter: (context) =>
      createFallbackEngine({
        ...context,
        ...(memoryBytes && withBytes(memoryBytes)),
        namespace,
        clock: createSystemClock(),
        options: { createWorker: null, transfer: HASTY, ...options },
        onError: (error) => errors.push(error),
      }),
  })
  onTestFinished(() => {
    client.dispose()
    expect(errors.filter((error) => !isFull(error))).toEqual([])
  })
  const url = (path: string) => `${server.url}/media/sample/${path}`
  return { server, client, url }
}

function withBytes(memoryBytes: ByteStore) {
  return { memoryBytes, store: createRoutedStore({ cache: createMemoryStore(), bytes: [memoryBytes] }) }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}

function until(client: BackgroundFetchClient, id: string, status: string) {
  return expect.poll(async () => (await client.get(id))?.status, SOON).toBe(status)
}

async function sha256(client: BackgroundFetchClient, id: string, url: string) {
  const response = await client.match(id, url)
  return createHash('sha256')
    .update(new Uint8Array(await response!.arrayBuffer()))
    .digest('hex')
}

async function original(url: string) {
  const bytes = await (await fetch(`${url}${url.includes('?') ? '&' : '?'}tag=original`)).arrayBuffer()
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex')
}

it('brings a file home, verifies it and hands it out', async () => {
  const { client, url } = await open()
  const film = url('film-300000.bin')
  const record = await client.fetch('film', { url: film, size: 300_000 }, { title: 'Film' })
  expect(record).toMatchObject({ status: 'pending', engine: 'fallback', attempt: 1 })
  await until(client, 'film', 'completed')
  expect(await client.get('film')).toMatchObject({
    downloaded: 300_000,
    filesCompleted: 1,
    engine: 'fallback',
  })
  expect(await sha256(client, 'film', film)).toBe(await original(film))
})

it('goes on where a dropped connection left it, and fetches no kept byte twice', async () => {
  const { client, server, url } = await open()
  const film = url('film-3000000.bin?drop=400000&drop-times=4')
  await client.fetch('film', { url: film, size: 3_000_000 })
  await until(client, 'film', 'completed')
  await server.settled()
  const sent = server.log.reduce((sum, { bytesSent }) => sum + bytesSent, 0)
  // What a broken connection had in flight is the only thing that comes again.
  expect(sent).toBeLessThan(3_000_000 + 4 * 256 * 1024)
  expect(server.log.length).toBeGreaterThan(4)
})

it('says that a file changed on the server and was begun again, then and afterwards', async () => {
  const { client, url } = await open()
  const files = [url('steady-5000.bin'), url('moody-2000000.bin?changed=1&ignore-if-range&rate=4000000')]
  const said: number[] = []
  client.subscribe(() => said.push(client.peek('album')?.filesRestarted ?? 0))
  await client.fetch('album', files)
  await until(client, 'album', 'completed')
  expect(said).toEqual(said.toSorted((a, b) => a - b))
  expect(said).toContain(0)
  expect(await client.get('album')).toMatchObject({ filesRestarted: 1, filesCompleted: 2 })
})

it('keeps the good files when one is 404, and fetches only that one on retry', async () => {
  const { client, server, url } = await open()
  const lost = url('lost-7000.bin?status=404&times=1')
  await client.fetch('album', [url('one-5000.bin'), lost, url('two-6000.bin')])
  await until(client, 'album', 'failed')
  expect(await client.get('album')).toMatchObject({
    failure: { reason: 'bad-status', httpStatus: 404, url: lost },
    filesCompleted: 2,
    downloaded: 11_000,
  })
  const before = server.log.length
  await client.retry('album')
  await until(client, 'album', 'completed')
  expect(new Set(server.log.slice(before).map(({ url }) => url))).toEqual(
    new Set([new URL(lost).pathname + new URL(lost).search]),
  )
})

it('pauses, ends the request, and resumes from the bytes it has', async () => {
  const { client, server, url } = await open()
  await client.fetch('film', { url: url('film-2000000.bin?rate=1000000'), size: 2_000_000 })
  await expect.poll(async () => (await client.get('film'))?.downloaded, SOON).toBeGreaterThan(300_000)
  expect(await client.pause('film')).toBe(true)
  expect(await client.get('film')).toMatchObject({ status: 'paused' })
  await server.settled()
  const requests = server.log.length
  expect(await client.pause('film')).toBe(false)
  expect(await client.retry('film')).toMatchObject({ status: 'paused' })
  expect(await client.get('film')).toMatchObject({ status: 'paused' })
  expect(await client.resume('film')).toBe(true)
  await until(client, 'film', 'completed')
  expect(server.log[requests]?.range).toMatch(/^bytes=[1-9]/)
})

it('says that the server has trouble, and when it tries next', async () => {
  const { client, url } = await open({ transfer: { ...HASTY, backoffMs: 60_000, longestBackoffMs: 60_000 } })
  await client.fetch('film', url('film-1000.bin?status=503'))
  await until(client, 'film', 'interrupted')
  const record = (await client.get('film'))!
  expect(record).toMatchObject({ reason: 'server', needsUser: false })
  expect((record as { nextAttemptAt: number }).nextAttemptAt).toBeGreaterThan(Date.now() - 1_000)
  expect(await client.abort('film')).toBe(true)
  expect(await client.get('film')).toMatchObject({ status: 'aborted' })
})

it('aborts and removes without leaving a byte', async () => {
  const { client, server, url } = await open()
  await client.fetch('film', { url: url('film-2000000.bin?rate=500000'), size: 2_000_000 })
  await expect.poll(async () => (await client.get('film'))?.downloaded, SOON).toBeGreaterThan(100_000)
  expect(await client.remove('film')).toBe(true)
  await server.settled()
  expect(await client.get('film')).toBeUndefined()
  expect(await client.matchAll('film')).toEqual([])
})

/** How many of these requests were under way in the busiest moment. */
function mostAtOnce(requests: MisbehavingServer['log']) {
  const beside = requests.map(
    ({ startedAt: at }) =>
      requests.filter(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || at < endedAt))
        .length,
  )
  return Math.max(0, ...beside)
}

it.each([
  { limits: undefined, overAll: 4, ofOne: 2 },
  { limits: { requests: 5, requestsPerFetch: 3 }, overAll: 5, ofOne: 3 },
])(
  'runs $overAll requests at once, and $ofOne of one fetch, with limits $limits',
  async (one) => {
    const { limits, overAll, ofOne } = one
    const { client, server, url } = await open(limits ? { ...PATIENT, limits } : PATIENT)
    const files = (name: string): BackgroundFetchRequestLike[] =>
      // Of several slices: one that is asked for before its turn is a request, too.
      Array.from({ length: 4 }, (_, at) => url(`${name}-${at}-600000.bin?rate=2400000`))
    const bringHome = async (ids: readonly string[]) => {
      const before = server.log.length
      await Promise.all(ids.map((id) => client.fetch(id, files(id))))
      for (const id of ids) await expect.poll(() => client.peek(id)?.status, LATER).toBe('completed')
      return mostAtOnce(server.log.slice(before))
    }
    expect([await bringHome(['alone']), await bringHome(['one', 'two'])]).toEqual([ofOne, overAll])
  },
  20_000,
)

it('lets a song pass the rest of a season that came first', async () => {
  const { client, server, url } = await open({ ...PATIENT, limits: { requests: 2 } })
  const episodes = Array.from({ length: 12 }, (_, at) => url(`episode-${at}-50000.bin?rate=250000`))
  await client.fetch('season', episodes)
  await expect.poll(() => server.log.length, SOON).toBe(2)
  await client.fetch('song', url('song-1000.bin'))
  await until(client, 'song', 'completed')
  expect(server.log.length).toBeLessThan(episodes.length)
  expect((await client.get('season'))?.status).toBe('pending')
})

it('tries as often as the app says, and no more', async () => {
  const { client, server, url } = await open({ transfer: { ...HASTY, maxAttempts: 3 } })
  await client.fetch('film', url('film-1000.bin?status=503'))
  await until(client, 'film', 'failed')
  expect(await client.get('film')).toMatchObject({ failure: { reason: 'bad-status', httpStatus: 503 } })
  expect(server.log).toHaveLength(3)
})

it('sends a body, and its record says how much', async () => {
  const { client, server } = await open()
  const init = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
  await client.fetch('letter', { url: `${server.url}/api/weather`, init })
  await until(client, 'letter', 'completed')
  expect(await client.get('letter')).toMatchObject({ uploaded: 2 })
})

it('hands out the older file until the newer fetch of the id is whole, and never a mixture', async () => {
  const { client, url } = await open()
  const before = [url('one-5000.bin'), url('two-6000.bin')]
  await client.fetch('album', before)
  await until(client, 'album', 'completed')
  await client.fetch('album', [url('three-7000.bin'), url('slow-900000.bin?rate=300000')])
  await expect.poll(async () => (await client.get('album'))?.filesCompleted, SOON).toBe(1)
  const sizes = async () =>
    (await client.matchAll('album')).map((response) => response.headers.get('content-length'))
  expect(await sizes()).toEqual(['5000', '6000'])
  await until(client, 'album', 'completed')
  expect(await sizes()).toEqual(['7000', '900000'])
})

it('frees what a failed fetch has begun when a new one of its id begins', async () => {
  const bytes = createMemoryBytes()
  const { client, server, url } = await open(PATIENT, bytes)
  await client.fetch('film', url('film-3000000.bin?rate=3000000'))
  await expect.poll(async () => (await client.get('film'))?.downloaded, SOON).toBeGreaterThan(1_500_000)
  server.setWeather({ status: 404 })
  server.cut()
  await until(client, 'film', 'failed')
  const [begun] = await bytes.keys()
  expect((await bytes.read(begun!))!.size).toBeGreaterThan(1_000_000)
  server.setWeather({})
  await client.fetch('film', url('slow-2000000.bin?rate=1000000'))
  await expect.poll(() => bytes.keys(), SOON).not.toContain(begun)
  await until(client, 'film', 'completed')
  expect((await bytes.keys()).length).toBe(1)
})

it('waits on a full disk, and goes on from its bytes when a person has made room and asks', async () => {
  const disk = createSmallDisk(4_000_000)
  const { client, server, url } = await open({}, disk.store)
  const film = url('film-5000000.bin')
  await client.fetch('film', { url: film, size: 5_000_000 })
  await until(client, 'film', 'interrupted')
  expect(await client.get('film')).toMatchObject({ reason: 'storage', needsUser: true, attempt: 1 })
  disk.room = 20_000_000
  const requests = server.log.length
  await client.retry('film')
  await until(client, 'film', 'completed')
  expect(server.log[requests]?.range).toMatch(/^bytes=[1-9]/)
  const key = (await disk.store.keys()).find((key) => key.includes('film'))
  const bytes = await (await disk.store.read(key!))!.arrayBuffer()
  expect(createHash('sha256').update(new Uint8Array(bytes)).digest('hex')).toBe(await original(film))
  await expect.poll(disk.used, SOON).toBe(5_000_000)
})

it('fetches no small file twice for a full disk', async () => {
  const disk = createSmallDisk(1_000)
  const { client, server, url } = await open({}, disk.store)
  await client.fetch('tile', url('tile-5000.bin'))
  await until(client, 'tile', 'interrupted')
  expect(await client.get('tile')).toMatchObject({ reason: 'storage', needsUser: true, filesCompleted: 0 })
  disk.room = 20_000_000
  await client.retry('tile')
  await until(client, 'tile', 'completed')
  expect(server.log).toHaveLength(1)
})

it('keeps the journal its room while many small files come', async () => {
  const disk = createSmallDisk(20_000_000)
  const { client, url } = await open({}, disk.store)
  const tiles = Array.from({ length: 30 }, (_, at) => url(`tile-${at}-100000.bin?rate=1000000`))
  await client.fetch('tiles', tiles)
  await expect.poll(() => disk.store.keys(), SOON).toContain('memory:reserve')
  await until(client, 'tiles', 'completed')
  await expect.poll(disk.used, SOON).toBe(3_000_000)
})

it('goes on by itself with what waits for room when another fetch is removed', async () => {
  const disk = createSmallDisk(9_000_000)
  const { client, url } = await open({}, disk.store)
  await client.fetch('podcast', url('podcast-5000000.bin'))
  await until(client, 'podcast', 'completed')
  await client.fetch('film', url('film-5000000.bin'))
  await until(client, 'film', 'interrupted')
  expect(await client.remove('podcast')).toBe(true)
  await until(client, 'film', 'completed')
}, 20_000)

/** A disk that takes no whole bodies until it is told to, and tells how many came together. */
function createSlowDisk() {
  const disk = createMemoryBytes()
  const groups: number[] = []
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const bytes: ByteStore = {
    ...disk,
    async putWhole(bodies, epoch) {
      groups.push(bodies.length)
      await opened
      await disk.putWhole(bodies, epoch)
    },
  }
  return { bytes, groups, open }
}

it('fetches on while the disk is slow, but not without end, and commits together what came together', async () => {
  const disk = createSlowDisk()
  const { client, server, url } = await open(PATIENT, disk.bytes)
  const tiles = Array.from({ length: 200 }, (_, at) => url(`tile-${at}-1000.bin`))
  await client.fetch('tiles', tiles)
  const ended = () => server.log.filter(({ endedAt }) => endedAt !== null).length
  await expect.poll(ended, SOON).toBeGreaterThan(10)
  expect(await client.get('tiles')).toMatchObject({ filesCompleted: 0 })
  // As many as may wait, and the two that were on their way when the last of them came.
  await expect.poll(ended, SOON).toBeGreaterThanOrEqual(64)
  expect(server.log.length).toBeLessThanOrEqual(66)
  disk.open()
  // Told of it, not asked: the last of many that come to rest together is the one that ends the fetch.
  await expect.poll(() => client.peek('tiles')?.status, SOON).toBe('completed')
  expect(client.peek('tiles')).toMatchObject({ filesCompleted: 200 })
  expect(server.log).toHaveLength(200)
  expect(disk.groups[0]).toBe(1)
  expect(disk.groups.reduce((sum, size) => sum + size)).toBe(200)
  expect(Math.max(...disk.groups)).toBeGreaterThan(50)
})

it('holds no more of many fetches in memory than of one while the disk is slow', async () => {
  const disk = createSlowDisk()
  const { client, server, url } = await open(PATIENT, disk.bytes)
  const ids = Array.from({ length: 100 }, (_, at) => `song-${at}`)
  await Promise.all(ids.map((id) => client.fetch(id, url(`${id}-1000.bin`))))
  const ended = () => server.log.filter(({ endedAt }) => endedAt !== null).length
  await expect.poll(ended, SOON).toBeGreaterThanOrEqual(64)
  // And the four that were on their way.
  expect(server.log.length).toBeLessThanOrEqual(68)
  disk.open()
  for (const id of ids) await until(client, id, 'completed')
  expect(server.log).toHaveLength(100)
})

it.each(['abort', 'remove'] as const)('leaves no byte of files that came before an %s', async (action) => {
  const disk = createSlowDisk()
  const { client, url } = await open(PATIENT, disk.bytes)
  await client.fetch('tiles', [url('one-1000.bin'), url('two-1000.bin'), url('three-1000.bin')])
  await expect.poll(() => disk.groups.length, SOON).toBeGreaterThan(0)
  expect(await client[action]('tiles')).toBe(true)
  disk.open()
  await expect.poll(() => disk.groups.length, SOON).toBeGreaterThan(0)
  await client.fetch('next', url('next-1000.bin'))
  await until(client, 'next', 'completed')
  await expect.poll(() => disk.bytes.keys(), SOON).toEqual(['memory:files/@next/1/0'])
})

it('verifies a checksum as the bytes come, also of a file that was begun before', async () => {
  const { client, url } = await open()
  const film = url('film-2000000.bin?rate=2000000')
  const bytes = new Uint8Array(await (await fetch(url('film-2000000.bin'))).arrayBuffer())
  const integrity = `sha256-${createHash('sha256').update(bytes).digest('base64')}`
  await client.fetch('film', { url: film, init: { integrity } })
  await expect.poll(async () => (await client.get('film'))?.downloaded, SOON).toBeGreaterThan(1_200_000)
  await client.pause('film')
  await client.resume('film')
  await until(client, 'film', 'completed')
  await client.fetch('wrong', { url: film, init: { integrity: `sha256-${btoa('x'.repeat(32))}` } })
  await until(client, 'wrong', 'failed')
  expect(await client.get('wrong')).toMatchObject({ failure: { reason: 'integrity' } })
})

/** An engine of its own over what a client has, with a journal that does not always answer. */
function overJournal(context: AdapterContext, journal: Partial<Journal>, errors: unknown[]) {
  return createFallbackEngine({
    ...context,
    journal: { ...context.journal, ...journal },
    namespace: `engine-${namespaces}`,
    clock: createSystemClock(),
    options: { createWorker: null, transfer: HASTY },
    onError: (error) => errors.push(error),
  })
}

function failOnce<Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>): typeof work {
  let isBroken = true
  return (...args) => {
    if (!isBroken) return work(...args)
    isBroken = false
    return Promise.reject(new Error('The database was closed.'))
  }
}

it('ends by itself what the journal could not note for a moment', { timeout: 20_000 }, async () => {
  const server = await serve()
  const errors: unknown[] = []
  const client = createBackgroundFetchClient({
    namespace: `engine-${namespaces++}`,
    adapter: (context) => overJournal(context, { commit: failOnce(context.journal.commit) }, errors),
  })
  onTestFinished(() => client.dispose())
  await client.fetch('film', `${server.url}/media/sample/film-300000.bin`)
  await expect.poll(async () => (await client.get('film'))?.status, LATER).toBe('completed')
  expect(errors).toEqual([new Error('The database was closed.')])
  expect(server.log.filter(({ method }) => method === 'GET')).toHaveLength(2)
})

it(
  'goes on by itself at the next visit, also where the journal fails at first',
  { timeout: 20_000 },
  async () => {
    const server = await serve()
    const errors: unknown[] = []
    let context: AdapterContext | undefined
    const client = createBackgroundFetchClient({
      namespace: `engine-${namespaces++}`,
      adapter(own) {
        context = own
        return overJournal(own, {}, errors)
      },
    })
    await client.fetch('film', `${server.url}/media/sample/film-300000.bin?rate=100000`)
    await client.pause('film')
    client.dispose()
    const { journal } = context!
    await journal.resume('film', Date.now())
    const next = overJournal(context!, { live: failOnce(journal.live) }, errors)
    onTestFinished(() => next.dispose())
    await expect.poll(async () => (await journal.get('film'))?.state.status, LATER).toBe('completed')
    expect(errors).toEqual([new Error('The database was closed.')])
  },
)
