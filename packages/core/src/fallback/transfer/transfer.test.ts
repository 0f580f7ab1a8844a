import { expect, it } from 'vitest'
import { createMemoryFile } from './fixtures/memoryFile.js'
import { digest, original, serve, startsOf, type MisbehavingServer } from './fixtures/servers.js'
import { createStage, type Stage } from './fixtures/stage.js'

/** Four slices: 256 KiB, 512 KiB, 1 MiB and the rest. */
const SIZE = 2_000_000
const film = (url: string, query = '') => `${url}/media/sample/film-${SIZE}.bin${query}`

/** Every request began where the bytes kept ended. */
async function expectWhole(server: MisbehavingServer, { file }: Stage) {
  await server.settled()
  const starts = startsOf(server)
  expect(starts).toEqual(starts.toSorted((a, b) => (a ?? 0) - (b ?? 0)))
  expect(file.clears).toBe(0)
  expect(file.flushed).toBe(SIZE)
  expect(digest(file.bytes)).toBe(digest(await original(film(server.url))))
}

it('brings a file home in bounded slices', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url) })
  const { head } = (await stage.run()) as { head: { headers: readonly unknown[] } }
  expect(head).toMatchObject({ status: 200, statusText: 'OK', responseUrl: film(server.url) })
  expect(head.headers).toContainEqual(['content-length', String(SIZE)])
  expect(head.headers).not.toContainEqual(['content-range', expect.anything()])
  expect(server.log.map(({ range }) => range)).toEqual([
    'bytes=0-262143',
    'bytes=262144-786431',
    'bytes=786432-1835007',
    'bytes=1835008-1999999',
  ])
  expect(server.log.map(({ ifRange }) => ifRange !== null)).toEqual([false, true, true, true])
  expect(server.log.reduce((sum, { bytesSent }) => sum + bytesSent, 0)).toBe(SIZE)
  await expectWhole(server, stage)
})

it('tells of every chunk, and of the whole from the first one on', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url) })
  await stage.run()
  const downloaded = stage.progress.map((each) => each.downloaded)
  expect(downloaded).toEqual(downloaded.toSorted((a, b) => a - b))
  expect(downloaded.at(-1)).toBe(SIZE)
  expect(new Set(stage.progress.map(({ total }) => total))).toEqual(new Set([SIZE]))
  expect(stage.waits).toEqual([])
})

it('goes on where each connection dropped', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url, '?drop=150000') })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(server.log.length).toBeGreaterThan(10)
  await expectWhole(server, stage)
})

it('goes on after a body that was shorter than promised', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url, '?short=1000&times=3') })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(stage.waits).toHaveLength(3)
  await expectWhole(server, stage)
})

it('ends a request that fell silent, and goes on from there', async () => {
  const server = await serve()
  const stage = createStage({
    url: film(server.url, '?stall=300000&times=2'),
    onProgress({ downloaded }, { clock }) {
      if (downloaded === 562_144) setImmediate(() => clock.advance(30_000))
    },
  })
  expect(await stage.run()).toMatchObject({ done: true })
  await expectWhole(server, stage)
  expect(server.log[1]).toMatchObject({ bytesSent: 300_000, aborted: true })
})

it('is patient with a slow server', async () => {
  const server = await serve({ rate: 4_000_000 })
  const stage = createStage({ url: film(server.url) })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(stage.waits).toEqual([])
  await expectWhole(server, stage)
})

it('takes up what an earlier run has kept', async () => {
  const server = await serve()
  const first = createStage({
    url: film(server.url),
    onProgress: ({ downloaded }, { controller }) => downloaded > 1_000_000 && controller.abort(),
  })
  await expect(first.run()).rejects.toThrow('aborted')
  const second = createStage({ url: film(server.url), file: first.file, kept: first.kept })
  const kept = first.file.size
  expect(await second.run()).toMatchObject({ done: true, head: { status: 200 } })
  expect(second.progress[0]).toEqual({ downloaded: kept, uploaded: 0, isRestarted: false, total: SIZE })
  await expectWhole(server, second)
})

it('asks for nothing where nothing is missing', async () => {
  const server = await serve()
  const first = createStage({ url: film(server.url) })
  await first.run()
  const requests = server.log.length
  const second = createStage({ url: film(server.url), file: first.file, kept: first.kept })
  expect(await second.run()).toEqual({ done: true, head: first.kept?.head, isRestarted: false })
  expect(server.log).toHaveLength(requests)
})

it('throws bytes away that nothing is known of', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url), file: createMemoryFile(new Uint8Array(1_000)) })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(startsOf(server)[0]).toBe(0)
  expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
})

it('throws bytes away that could not be told from those of another file', async () => {
  const server = await serve()
  const first = createStage({ url: film(server.url) })
  await first.run()
  const kept = { ...first.kept!, validators: { etag: null, lastModified: null, total: SIZE } }
  const file = createMemoryFile(first.file.bytes.subarray(0, 1_000))
  const stage = createStage({ url: film(server.url, '?weak-etag'), file, kept })
  const requests = server.log.length
  expect(await stage.run()).toMatchObject({ done: true })
  expect(startsOf(server).slice(requests)).toEqual([0, null])
  expect(stage.kept).toBeNull()
  expect(digest(file.bytes)).toBe(digest(first.file.bytes))
})

it('counts nothing as a gain that an earlier run has kept', async () => {
  const server = await serve({ status: 503 })
  const validators = { etag: '"a"', lastModified: null, total: SIZE }
  const head = { status: 200, statusText: 'OK', responseUrl: film(server.url), headers: [] }
  const stage = createStage({
    url: film(server.url),
    file: createMemoryFile(new Uint8Array(1_000)),
    kept: { head, validators },
    policy: { maxAttempts: 1 },
  })
  expect(await stage.run()).toMatchObject({ done: false })
  expect(startsOf(server)).toEqual([1_000])
  expect(stage.file.size).toBe(1_000)
})

it('brings home a file of no bytes', async () => {
  const server = await serve()
  const stage = createStage({ url: `${server.url}/media/sample/empty-0.bin` })
  expect(await stage.run()).toMatchObject({ done: true, head: { status: 200 } })
  expect(server.log.map(({ status }) => status)).toEqual([416, 200])
  expect(stage.file.size).toBe(0)
})

it('follows a redirect', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url, '?redirect') })
  expect(await stage.run()).toMatchObject({
    done: true,
    head: { responseUrl: film(server.url, '?redirect=false') },
  })
  expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
})
