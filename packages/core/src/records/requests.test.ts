import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BackgroundFetchRequestLike } from '../types.js'
import { toPlatformRequest, toStoredRequests } from './requests.js'

const PAGE = 'https://app.example/library/index.html'
const FILM = 'https://films.example/film.mp4'

const read = (requests: BackgroundFetchRequestLike | readonly BackgroundFetchRequestLike[]) =>
  toStoredRequests(requests, PAGE)
const readOne = async (request: BackgroundFetchRequestLike) => (await read(request))[0]!
const post = (body: RequestInit['body']) => readOne({ url: FILM, init: { method: 'POST', body: body! } })

describe('URLs', () => {
  it('resolves a relative URL against the page', async () => {
    expect((await readOne('../film.mp4')).url).toBe('https://app.example/film.mp4')
  })

  it('takes the fragment off', async () => {
    const urls = (await read([`${FILM}#t=10`, new URL(`${FILM}#t=10`), new Request(`${FILM}#t=10`)])).map(
      ({ url }) => url,
    )
    expect(urls).toEqual([FILM, FILM, FILM])
  })

  it('keeps the order, and a URL that is asked for twice', async () => {
    const urls = (await read(['/b', '/a', '/b'])).map(({ url }) => new URL(url).pathname)
    expect(urls).toEqual(['/b', '/a', '/b'])
  })

  it('reads any web URL as the platform does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webUrl({ withQueryParameters: true }), async (url) => {
        expect((await readOne(url)).url).toBe(new URL(url).href)
      }),
    )
  })
})

describe('what a request is made of', () => {
  it('is a plain GET where only a URL is given', async () => {
    expect(await readOne(FILM)).toEqual({
      url: FILM,
      method: 'GET',
      headers: [],
      body: null,
      mode: 'cors',
      credentials: 'same-origin',
      cache: 'default',
      redirect: 'follow',
      referrer: 'about:client',
      referrerPolicy: '',
      size: null,
      integrity: null,
    })
  })

  it('keeps method, headers, credentials, cache, redirect and referrer policy', async () => {
    const init = {
      method: 'PUT',
      headers: { authorization: 'Bearer 1', 'x-part': '2' },
      credentials: 'include',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'origin',
    } as const
    const expected = {
      ...init,
      headers: [
        ['authorization', 'Bearer 1'],
        ['x-part', '2'],
      ],
    }
    expect(await readOne({ url: FILM, init })).toMatchObject(expected)
    expect(await readOne(new Request(FILM, init))).toMatchObject(expected)
  })

  it('writes known methods in capitals and leaves others as they are', async () => {
    const methods = await Promise.all(
      ['get', 'patch', 'Purge'].map((method) => readOne({ url: FILM, init: { method } })),
    )
    expect(methods.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'Purge'])
  })

  it('keeps size and integrity, from wherever integrity is said', async () => {
    const integrity = `sha256-${btoa('x'.repeat(32))}`
    expect(await readOne({ url: FILM, size: 0, integrity })).toMatchObject({ size: 0, integrity })
    expect(await readOne({ url: FILM, init: { integrity } })).toMatchObject({ integrity })
    expect(await readOne(new Request(FILM, { integrity }))).toMatchObject({ integrity })
  })

  it('does not end with the page', async () => {
    expect(await readOne({ url: FILM, init: { signal: AbortSignal.abort() } })).toMatchObject({ url: FILM })
  })

  it('does not use up the Request it is given', async () => {
    const request = new Request(FILM, { method: 'POST', body: 'mine' })
    expect(await (await readOne(request)).body?.text()).toBe('mine')
    expect(await request.text()).toBe('mine')
  })
})

describe('the way to the journal and back', () => {
  it('gives the platform the same request', async () => {
    const init = {
      method: 'POST',
      headers: { 'x-part': '2' },
      credentials: 'omit',
      cache: 'reload',
      body: 'bytes',
    } as const
    const again = toPlatformRequest(await readOne({ url: FILM, init }))
    const { url, method, credentials, cache, mode } = again
    expect({ url, method, credentials, cache, mode }).toEqual({
      url: FILM,
      method: 'POST',
      credentials: 'omit',
      cache: 'reload',
      mode: 'cors',
    })
    expect(again.headers.get('x-part')).toBe('2')
    expect(await again.text()).toBe('bytes')
  })

  it('keeps every byte of a buffer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        const again = toPlatformRequest(await post(bytes.slice().buffer))
        expect(new Uint8Array(await again.arrayBuffer())).toEqual(bytes)
      }),
      { numRuns: 20 },
    )
  })

  it.each([
    ['a string', 'Grüße', 'text/plain;charset=UTF-8', 'Grüße'],
    ['a Blob', new Blob(['{}'], { type: 'application/json' }), 'application/json', '{}'],
    [
      'search parameters',
      new URLSearchParams({ a: 'ä' }),
      'application/x-www-form-urlencoded;charset=UTF-8',
      'a=%C3%A4',
    ],
    ['the view of a buffer', new TextEncoder().encode('xyz').subarray(1), null, 'yz'],
  ])('keeps %s and its type', async (_name, body, type, text) => {
    const again = toPlatformRequest(await post(body))
    expect(again.headers.get('content-type')).toBe(type)
    expect(await again.text()).toBe(text)
  })

  it('keeps a form with its files', async () => {
    const form = new FormData()
    form.set('title', 'Film')
    form.set('poster', new File(['pixels'], 'poster.png', { type: 'image/png' }))
    const again = await toPlatformRequest(await post(form)).formData()
    expect(again.get('title')).toBe('Film')
    const poster = again.get('poster') as File
    expect([poster.name, poster.type, await poster.text()]).toEqual(['poster.png', 'image/png', 'pixels'])
  })

  it('keeps names and values that would end their place in a form', async () => {
    const form = new FormData()
    form.set('a "name"', 'line\nand line')
    form.set('file', new File(['x'], 'with "quotes"\r\n.txt'))
    const stored = await post(form)
    expect(await stored.body!.text()).toContain('name="a %22name%22"\r\n\r\nline\r\nand line\r\n')
    expect(await stored.body!.text()).toContain('filename="with %22quotes%22%0D%0A.txt"')
    const type = stored.headers.find(([name]) => name === 'content-type')![1]
    expect(await stored.body!.text()).toContain(`--${type.split('boundary=')[1]}--`)
  })

  it('keeps no body where there was none', async () => {
    expect((await readOne({ url: FILM, init: { method: 'POST' } })).body).toBeNull()
  })
})
