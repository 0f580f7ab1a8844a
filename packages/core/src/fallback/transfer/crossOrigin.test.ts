import { describe, expect, it } from 'vitest'
import { createBrowserFetch } from './fixtures/browserFetch.js'
import { digest, original, serve, serveScript, startsOf } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const film = (url: string, query = '') => `${url}/media/sample/film-1000000.bin${query}`
const EXPOSED = '?cors&expose=ETag,Content-Range'

const origin = 'https://app.example'
const elsewhere = { origin, fetch: createBrowserFetch(origin) }

describe('a file of another origin', () => {
  it('comes in slices where all is readable, without what needs a preflight', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, EXPOSED), ...elsewhere })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(server.log.map(({ method, ifRange }) => [method, ifRange])).toEqual(Array(3).fill(['GET', null]))
    expect(startsOf(server)).toEqual([0, 262_144, 786_432])
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it('comes in one stream where nothing can be compared', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?cors'), ...elsewhere })
    expect(await stage.run()).toMatchObject({ done: true, head: { status: 200 } })
    expect(startsOf(server)).toEqual([0, null])
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it('begins again when it changed', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, `${EXPOSED}&changed=1`), ...elsewhere })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(startsOf(server)).toEqual([0, 262_144, 0, 524_288])
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url), 2)))
  })

  it('is not truncated because its compressed length is all that can be read', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?cors&gzip=length'), ...elsewhere })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it('sends no If-Range where its own origin leads there', async () => {
    const server = await serve()
    const home = await serveScript((_, outgoing) => {
      outgoing.writeHead(302, { Location: film(server.url, EXPOSED) }).end()
    })
    const stage = createStage({ url: home, origin: home, fetch: createBrowserFetch(home) })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(server.log.map(({ ifRange }) => ifRange)).toEqual([null, null, null])
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })
})

it('sends no If-Range where another origin leads back home', async () => {
  const server = await serve()
  const other = await serveScript((_, outgoing) => {
    outgoing.writeHead(302, { Location: film(server.url, EXPOSED) }).end()
  })
  const stage = createStage({ url: other, origin: server.url, fetch: createBrowserFetch(server.url) })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(server.log.map(({ method, ifRange }) => [method, ifRange])).toEqual(Array(3).fill(['GET', null]))
})

describe('a refusal', () => {
  it('fails at once where the server is there but lets nobody read', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url), ...elsewhere })
    expect(await stage.run()).toEqual({
      done: false,
      failure: { reason: 'fetch-error', httpStatus: null, url: film(server.url) },
    })
    expect(stage.waits).toEqual([])
    expect(server.log.filter(({ method }) => method === 'GET')).toHaveLength(2)
  })

  it('is told where the app’s own server leads to one that lets nobody read', async () => {
    const server = await serve()
    const home = await serveScript((_, outgoing) => {
      outgoing.writeHead(302, { Location: film(server.url) }).end()
    })
    const stage = createStage({ url: home, origin: home, fetch: createBrowserFetch(home) })
    expect(await stage.run()).toMatchObject({ done: false, failure: { reason: 'fetch-error', url: home } })
    expect(stage.waits).toHaveLength(1)
  })

  it('is not what an own server is that drops every connection', async () => {
    const home = await serveScript(({ method, socket }, outgoing) =>
      method === 'HEAD' ? void outgoing.end() : void socket.destroy(),
    )
    const policy = { maxAttempts: 4 }
    const stage = createStage({ url: home, origin: home, fetch: createBrowserFetch(home), policy })
    expect(await stage.run()).toMatchObject({ done: false, failure: { reason: 'fetch-error' } })
    expect(stage.waits).toHaveLength(3)
  })

  it('fails at once where no browser even tries', async () => {
    const url = 'http://127.0.0.1:6667/film.mp4'
    const stage = createStage({ url })
    expect(await stage.run()).toEqual({
      done: false,
      failure: { reason: 'fetch-error', httpStatus: null, url },
    })
    expect(stage.waits).toEqual([])
  })

  it('is not what a dead network is', async () => {
    const server = await serve({ refuse: true })
    const stage = createStage({ url: film(server.url, '?cors'), ...elsewhere, policy: { maxAttempts: 3 } })
    expect(await stage.run()).toMatchObject({ done: false, failure: { reason: 'fetch-error' } })
    expect(stage.waits).toHaveLength(2)
  })

  it('is not what one lost connection is', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?cors&refuse&times=1'), ...elsewhere })
    expect(await stage.run()).toMatchObject({ done: true })
  })

  it('is not what a network is that comes back between a request and the look at its server', async () => {
    const server = await serve()
    // The first request, the look, and the second request.
    let lost = 3
    const stage = createStage({
      url: film(server.url, '?cors'),
      origin,
      fetch: (input, init) =>
        lost-- > 0 ? Promise.reject(new TypeError('No network.')) : elsewhere.fetch(input, init),
    })
    expect(await stage.run()).toMatchObject({ done: true })
  })

  it('is not believed of a file that was readable before', async () => {
    const server = await serve({ cors: true, expose: 'ETag, Content-Range' })
    const stage = createStage({
      url: film(server.url),
      ...elsewhere,
      // As a proxy's error page, which has no CORS headers.
      onProgress: ({ downloaded }) =>
        downloaded === 262_144 && stage.waits.length === 0 && server.setWeather({ status: 502 }),
      onWaiting: () => server.setWeather({ cors: true, expose: 'ETag, Content-Range' }),
    })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits).toHaveLength(1)
    expect(stage.file.clears).toBe(0)
  })
})
