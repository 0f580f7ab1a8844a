import { expect, it } from 'vitest'
import { BackgroundFetchError, type BackgroundFetchErrorCode } from '../errors.js'
import type { BackgroundFetchRequestLike } from '../types.js'
import { toStoredRequests } from './requests.js'

const FILM = 'https://films.example/film.mp4'

function usedRequest(): Request {
  const request = new Request(FILM, { method: 'POST', body: 'once' })
  void request.text()
  return request
}

const WRONG: readonly (readonly [string, BackgroundFetchErrorCode, unknown])[] = [
  ['an empty list', 'no-requests', []],
  ['a data: URL', 'invalid-url', 'data:text/plain,hello'],
  ['a blob: URL', 'invalid-url', 'blob:https://app.example/0b5'],
  ['an ftp: URL', 'invalid-url', 'ftp://films.example/film.mp4'],
  ['nonsense', 'invalid-url', 'https://'],
  ['a list with a hole', 'invalid-url', [FILM, undefined]],
  ['a number', 'invalid-url', 7],
  ['an object without a url', 'invalid-url', { size: 7 }],
  ['an object whose url is missing', 'invalid-url', { url: undefined }],
  ['a password in the URL', 'credentials-in-url', 'https://me:secret@films.example/film.mp4'],
  ['a user name in the URL', 'credentials-in-url', 'https://me@films.example/film.mp4'],
  ['mode no-cors', 'no-cors', { url: FILM, init: { mode: 'no-cors' } }],
  ['a Request of mode no-cors', 'no-cors', new Request(FILM, { mode: 'no-cors' })],
  ['TRACE', 'unsupported-method', { url: FILM, init: { method: 'TRACE' } }],
  ['connect', 'unsupported-method', { url: FILM, init: { method: 'connect' } }],
  ['a method that is no token', 'unsupported-method', { url: FILM, init: { method: 'GET IT' } }],
  ['a stream', 'unsupported-body', { url: FILM, init: { method: 'POST', body: new ReadableStream() } }],
  ['GET with a body', 'unsupported-body', { url: FILM, init: { body: 'bytes' } }],
  ['HEAD with a body', 'unsupported-body', { url: FILM, init: { method: 'head', body: 'bytes' } }],
  ['a Request that was read', 'unsupported-body', usedRequest()],
  ['a header that is none', 'invalid-option', { url: FILM, init: { headers: { 'not a header': '1' } } }],
  ['a negative size', 'invalid-size', { url: FILM, size: -1 }],
  ['half a byte', 'invalid-size', { url: FILM, size: 0.5 }],
  ['a size that is not a number', 'invalid-size', { url: FILM, size: '700' }],
  ['a size beyond counting', 'invalid-size', { url: FILM, size: Infinity }],
  ['a checksum that is none', 'invalid-integrity', { url: FILM, integrity: 'sha256-short' }],
  ['a checksum that is none, in the init', 'invalid-integrity', { url: FILM, init: { integrity: 'md5-x' } }],
]

it.each(WRONG)('refuses %s with the code %s', async (_name, code, requests) => {
  const error = await toStoredRequests(requests as BackgroundFetchRequestLike, 'https://app.example/').catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(BackgroundFetchError)
  expect(error).toMatchObject({ name: 'BackgroundFetchError', code })
  expect((error as Error).message).toContain(`docs/errors/${code}.md`)
})

it('keeps a password out of the message', async () => {
  await expect(toStoredRequests('https://me:secret@films.example/', 'https://app.example/')).rejects.toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }),
  )
})
