import { expect, it } from 'vitest'
import { toStoredRequests } from '../records/requests.js'
import { needsPreflight } from './preflight.js'

const APP = 'https://app.example'
const FILM = 'https://films.example/film.mp4'

const asks = async (url: string, init: RequestInit = {}) => {
  const [request] = await toStoredRequests({ url, init }, APP)
  return needsPreflight(request!, APP)
}

it.each<readonly [string, RequestInit]>([
  ['GET', {}],
  ['HEAD', { method: 'HEAD' }],
  ['a text POST', { method: 'POST', body: 'text' }],
  ['a form', { method: 'POST', body: new FormData() }],
  ['search parameters', { method: 'POST', body: new URLSearchParams('a=1') }],
  ['credentials', { credentials: 'include' }],
  [
    'the language headers',
    { headers: { Accept: 'video/*;q=0.8', 'Accept-Language': 'en, de;q=0.5', 'Content-Language': 'en' } },
  ],
  ['a range to the end', { headers: { Range: 'bytes=100-' } }],
  ['a closed range', { headers: { Range: 'bytes=100-200' } }],
])('sends %s across origins without a preflight', async (_name, init) => {
  expect(await asks(FILM, init)).toBe(false)
})

it.each<readonly [string, RequestInit]>([
  ['PUT', { method: 'PUT', body: 'text' }],
  ['DELETE', { method: 'DELETE' }],
  ['an authorization', { headers: { Authorization: 'Bearer 1' } }],
  ['a header of its own', { headers: { 'X-Part': '1' } }],
  ['If-Range', { headers: { 'If-Range': '"1"' } }],
  ['JSON', { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }],
  ['a Blob of another type', { method: 'POST', body: new Blob(['x'], { type: 'video/mp4' }) }],
  ['a range of the last bytes', { headers: { Range: 'bytes=-100' } }],
  ['several ranges', { headers: { Range: 'bytes=0-1,5-6' } }],
  ['a long value', { headers: { Accept: 'a'.repeat(129) } }],
  ['quotes in Accept', { headers: { Accept: 'text/plain;x="1"' } }],
  ['an underscore in a language', { headers: { 'Accept-Language': 'en_US' } }],
  ['quotes in a safe type', { method: 'POST', body: 'x', headers: { 'Content-Type': 'text/plain;x="1"' } }],
])('asks beforehand about %s across origins', async (_name, init) => {
  expect(await asks(FILM, init)).toBe(true)
})

it('never asks the own origin', async () => {
  expect(await asks('/film.mp4', { method: 'PUT', body: '{}', headers: { Authorization: 'Bearer 1' } })).toBe(
    false,
  )
})

it('takes another port for another origin', async () => {
  expect(await asks('https://app.example:8443/film.mp4', { method: 'PUT' })).toBe(true)
})
