import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StoredRequest } from '../adapter.js'
import { FILM, stagedRow, storedRequest } from '../fixtures/films.js'
import type { ResponseRow } from '../journal/rows.js'
import { verifyFile } from './verify.js'

const OWN = 'https://app.example/film.mp4'
const BODY = 'moving pictures'

beforeEach(() => {
  vi.stubGlobal('location', new URL('https://app.example/library/'))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

interface Case {
  readonly url?: string
  readonly request?: Partial<StoredRequest>
  readonly response?: Partial<ResponseRow>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | null
}

async function verify({ url = OWN, request, response, headers = {}, body = BODY }: Case) {
  const row = stagedRow('film', 1, 0, { responseUrl: url, headers: Object.entries(headers), ...response })
  const failure = await verifyFile(storedRequest(url, request), row, body === null ? null : new Blob([body]))
  return failure?.reason ?? 'right'
}

describe('the length of a file', () => {
  it.each<readonly [string, Case, string]>([
    ['nothing is promised', {}, 'right'],
    ['the size is right', { request: { size: 15 } }, 'right'],
    ['the size is too small', { request: { size: 14 } }, 'truncated'],
    ['the size is too big', { request: { size: 16 } }, 'truncated'],
    ['nothing comes and nothing is expected', { request: { size: 0 }, body: '' }, 'right'],
    ['the header is right', { headers: { 'content-length': '15' } }, 'right'],
    ['the header promises more', { headers: { 'content-length': '700' } }, 'truncated'],
    ['the header promises less', { headers: { 'content-length': '3' } }, 'truncated'],
    ['the header is in capitals', { headers: { 'Content-Length': '700' } }, 'truncated'],
    ['the header is nonsense', { headers: { 'content-length': '15, 15' } }, 'right'],
    [
      'the header is right and the body empty',
      { headers: { 'content-length': '15' }, body: '' },
      'truncated',
    ],
    ['an empty file is promised', { headers: { 'content-length': '0' }, body: '' }, 'right'],
    [
      'no encoding is named',
      { headers: { 'content-length': '700', 'content-encoding': 'identity' } },
      'truncated',
    ],
    [
      'gzip made it shorter on the wire',
      { headers: { 'content-length': '7', 'content-encoding': 'gzip' } },
      'right',
    ],
    [
      'gzip brought nothing',
      { headers: { 'content-length': '7', 'content-encoding': 'gzip' }, body: '' },
      'truncated',
    ],
    [
      'gzip brought what size says',
      { request: { size: 15 }, headers: { 'content-length': '7', 'content-encoding': 'br' } },
      'right',
    ],
    [
      'it was a HEAD',
      { request: { method: 'HEAD' }, headers: { 'content-length': '700' }, body: '' },
      'right',
    ],
    [
      'it has no content',
      { response: { status: 204 }, headers: { 'content-length': '700' }, body: '' },
      'right',
    ],
  ])('is judged when %s', async (_name, given, verdict) => {
    expect(await verify(given)).toBe(verdict)
  })

  const LONGER = { 'content-length': '700' }
  it.each<readonly [string, Case, string]>([
    ['that hides its encoding', { headers: LONGER }, 'right'],
    ['that hides its encoding and brings nothing', { headers: LONGER, body: '' }, 'truncated'],
    [
      'that shows its encoding',
      { headers: { ...LONGER, 'access-control-expose-headers': 'etag, Content-Encoding' } },
      'truncated',
    ],
    ['that shows everything', { headers: { ...LONGER, 'access-control-expose-headers': '*' } }, 'truncated'],
    [
      'that shows everything, but not with cookies',
      { headers: { ...LONGER, 'access-control-expose-headers': '*' }, request: { credentials: 'include' } },
      'right',
    ],
    ['that tells a size', { headers: LONGER, request: { size: 700 } }, 'truncated'],
  ])('is judged for another origin %s', async (_name, given, verdict) => {
    expect(await verify({ url: FILM, ...given })).toBe(verdict)
  })

  it('takes a redirect to another origin for another origin', async () => {
    expect(await verify({ headers: LONGER, response: { responseUrl: FILM } })).toBe('right')
  })

  it('takes a redirect back home for another origin, too', async () => {
    expect(await verify({ url: FILM, headers: LONGER, response: { responseUrl: OWN } })).toBe('right')
  })

  it('goes by the request where the platform does not say where redirects led', async () => {
    expect(await verify({ headers: LONGER, response: { responseUrl: '' } })).toBe('truncated')
  })
})

describe('the status of a file', () => {
  it.each([200, 203, 204, 206, 299])('%i is an answer', async (status) => {
    expect(await verify({ response: { status } })).toBe('right')
  })

  it.each([0, 199, 301, 304, 404, 500])('%i is none', async (status) => {
    expect(await verify({ response: { status } })).toBe('bad-status')
  })

  it('tells status and URL of what failed', async () => {
    const row = stagedRow('film', 1, 0, { status: 404 })
    expect(await verifyFile(storedRequest(FILM), row, null)).toEqual({
      reason: 'bad-status',
      httpStatus: 404,
      url: FILM,
    })
  })

  it('calls lost what the disk does not have', async () => {
    expect(await verify({ body: null })).toBe('lost')
  })
})

describe('the checksum of a file', () => {
  const digest = (algorithm: string, text: string) =>
    `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`

  it.each(['sha256', 'sha384', 'sha512'])('is right or wrong in %s', async (algorithm) => {
    expect(await verify({ request: { integrity: digest(algorithm, BODY) } })).toBe('right')
    expect(await verify({ request: { integrity: digest(algorithm, 'other pictures') } })).toBe('integrity')
  })

  it('is right when one of the alternatives is', async () => {
    const integrity = `${digest('sha256', 'other')} ${digest('sha256', BODY)}`
    expect(await verify({ request: { integrity } })).toBe('right')
  })

  it('goes by the strongest algorithm, even if a weaker one is right', async () => {
    const integrity = `${digest('sha256', BODY)} ${digest('sha512', 'other')}`
    expect(await verify({ request: { integrity } })).toBe('integrity')
  })

  it('is read over many chunks', async () => {
    const body = 'x'.repeat(3_000_000)
    expect(await verify({ body, request: { integrity: digest('sha384', body) } })).toBe('right')
  })

  it('calls short what is short before it calls it wrong', async () => {
    expect(await verify({ request: { size: 700, integrity: digest('sha256', 'other') } })).toBe('truncated')
  })
})
