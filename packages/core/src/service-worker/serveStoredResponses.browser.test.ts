import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDevice } from './fixtures/device.js'
import { createWorkerScope } from './fixtures/workerScope.js'
import { serveStoredResponses, type ServeOptions } from './serveStoredResponses.js'

const FILM = new URL('/media/film.mp4', location.origin).href
const BODY = 'moving pictures'
/** Something that the test server has: this very file. */
const ON_THE_NETWORK = import.meta.url

let device: ReturnType<typeof createDevice>
beforeEach(() => {
  device = createDevice()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await device.forget()
})

function setUp(options: ServeOptions = { prefix: '/media/' }) {
  const { scope, dispatch } = createWorkerScope()
  serveStoredResponses(scope, { namespace: device.namespace, ...options })
  /** `undefined` where the worker leaves the request to whoever comes next. */
  return async (url: string, init: RequestInit = {}) =>
    (await dispatch('fetch', { request: new Request(url, init) })).response
}
const range = (value: string, more: Record<string, string> = {}) => ({ headers: { range: value, ...more } })

describe('a stored file', () => {
  it('answers whole', async () => {
    await device.keep(FILM, BODY, {
      headers: [
        ['content-type', 'video/mp4'],
        ['content-encoding', 'gzip'],
      ],
    })
    const response = await setUp()(`${FILM}#t=10`)
    expect([response?.status, await response?.text()]).toEqual([200, BODY])
    expect(Object.fromEntries(response!.headers)).toEqual({
      'accept-ranges': 'bytes',
      'content-length': '15',
      'content-type': 'video/mp4',
    })
  })

  it('answers a range with its bytes', async () => {
    await device.keep(FILM, BODY, { headers: [['content-type', 'video/mp4']] })
    const response = await setUp()(FILM, range('bytes=7-10'))
    expect([response?.status, await response?.text()]).toEqual([206, 'pict'])
    expect(Object.fromEntries(response!.headers)).toEqual({
      'accept-ranges': 'bytes',
      'content-length': '4',
      'content-range': 'bytes 7-10/15',
      'content-type': 'video/mp4',
    })
  })

  it('answers any range as its slice', async () => {
    await device.keep(FILM, BODY)
    const ask = setUp()
    await fc.assert(
      fc.asyncProperty(fc.nat(BODY.length - 1), fc.nat(30), async (first, more) => {
        const response = await ask(FILM, range(`bytes=${first}-${first + more}`))
        expect(await response?.text()).toBe(BODY.slice(first, first + more + 1))
      }),
      { numRuns: 20 },
    )
  })

  it('answers a range outside of it with 416 and its size', async () => {
    await device.keep(FILM, BODY)
    const response = await setUp()(FILM, range('bytes=15-'))
    expect([response?.status, await response?.text()]).toEqual([416, ''])
    expect(response?.headers.get('content-range')).toBe('bytes */15')
    expect(response?.headers.get('content-length')).toBe('0')
  })

  it('answers several ranges whole', async () => {
    await device.keep(FILM, BODY)
    expect((await setUp()(FILM, range('bytes=0-1,4-5')))?.status).toBe(200)
  })

  it.each([
    ['its own ETag', '"1"', 206],
    ['another ETag', '"2"', 200],
    ['a weak ETag', 'W/"1"', 200],
    ['its own date', 'Wed, 21 Oct 2015 07:28:00 GMT', 206],
    ['another date', 'Thu, 22 Oct 2015 07:28:00 GMT', 200],
  ])('answers a range that goes with %s by what it is a range of', async (_name, validator, status) => {
    await device.keep(FILM, BODY, {
      headers: [
        ['etag', '"1"'],
        ['last-modified', 'Wed, 21 Oct 2015 07:28:00 GMT'],
      ],
    })
    expect((await setUp()(FILM, range('bytes=0-1', { 'if-range': validator })))?.status).toBe(status)
  })

  it('takes a weak ETag for no proof, even its own', async () => {
    await device.keep(FILM, BODY, { headers: [['etag', 'W/"1"']] })
    expect((await setUp()(FILM, range('bytes=0-1', { 'if-range': 'W/"1"' })))?.status).toBe(200)
  })

  it('answers with no content where there was none', async () => {
    await device.keep(FILM, '', { status: 204 })
    expect(await setUp()(FILM)).toMatchObject({ status: 204, body: null })
  })
})

describe('any other request', () => {
  it('goes to the network where nothing is stored', async () => {
    const response = await setUp({ prefix: '/' })(ON_THE_NETWORK)
    expect([response?.status, await response?.text()]).toEqual([
      200,
      expect.stringContaining('moving pictures'),
    ])
  })

  it('goes to the network where the browser has evicted the bytes', async () => {
    const { key } = await device.keep(ON_THE_NETWORK, BODY)
    await device.store.delete([key])
    expect(await (await setUp({ prefix: '/' })(ON_THE_NETWORK))?.text()).not.toBe(BODY)
  })

  it('goes to the network where the journal does not open', async () => {
    await device.keep(ON_THE_NETWORK, BODY)
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('No database.', 'UnknownError')
    })
    expect((await setUp({ prefix: '/' })(ON_THE_NETWORK))?.status).toBe(200)
  })

  it.each([
    ['of another prefix', '/other/film.mp4', {}],
    ['of a prefix that only looks alike', '/mediafilm.mp4', {}],
    ['of another origin', 'https://elsewhere.example/media/film.mp4', {}],
    ['that is no GET', FILM, { method: 'POST' }],
  ])('%s is left to the app', async (_name, url, init) => {
    await device.keep(FILM, BODY)
    expect(await setUp()(new URL(url, location.origin).href, init)).toBeUndefined()
  })

  it('is chosen by the app where it says so', async () => {
    const elsewhere = 'https://elsewhere.example/film.mp4'
    await device.keep(elsewhere, BODY)
    const ask = setUp({ match: ({ url }) => url.endsWith('.mp4') })
    expect(await (await ask(elsewhere))?.text()).toBe(BODY)
    expect(await ask(new URL('/index.html', location.origin).href)).toBeUndefined()
  })
})
