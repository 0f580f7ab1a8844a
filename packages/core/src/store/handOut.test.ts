import { expect, it } from 'vitest'
import { stagedRow } from '../fixtures/films.js'
import type { ResponseRow } from '../journal/rows.js'
import { handOut } from './handOut.js'
import { createMemoryStore } from './memory.js'

async function handed(more: Partial<ResponseRow>, body = 'moving pictures') {
  const store = createMemoryStore()
  const row = stagedRow('film', 1, 0, more)
  await store.put(row.key, new Response(body))
  return handOut(store, row)
}

it('gives the body with the headers that are still true of it', async () => {
  const response = await handed({
    statusText: 'Fine',
    headers: [
      ['content-type', 'video/mp4'],
      ['etag', '"1"'],
      ['content-length', '7'],
      ['Content-Encoding', 'gzip'],
      ['transfer-encoding', 'chunked'],
      ['content-range', 'bytes 0-6/7'],
    ],
  })
  expect([response?.status, response?.statusText, await response?.text()]).toEqual([
    200,
    'Fine',
    'moving pictures',
  ])
  expect([...response!.headers]).toEqual([
    ['content-length', '15'],
    ['content-type', 'video/mp4'],
    ['etag', '"1"'],
  ])
})

it('gives the stored bytes as a Blob of the right type, but not once they were read', async () => {
  const headers: ResponseRow['headers'] = [['content-type', 'video/mp4']]
  const blob = await (await handed({ headers }))!.blob()
  expect([blob.type, await blob.text()]).toEqual(['video/mp4', 'moving pictures'])
  const read = (await handed({ headers }))!
  await read.text()
  await expect(read.blob()).rejects.toThrow(TypeError)
})

it('gives a part that the app asked for as the part that it is', async () => {
  const response = await handed({ status: 206, headers: [['Content-Range', 'bytes 0-14/90']] })
  expect([response?.status, response?.headers.get('content-range')]).toEqual([206, 'bytes 0-14/90'])
})

it.each([204, 205])('gives %i without a body', async (status) => {
  const response = await handed({ status }, '')
  expect([response?.status, response?.body]).toEqual([status, null])
})

it('gives nothing where the browser has evicted it', async () => {
  expect(await handOut(createMemoryStore(), stagedRow('film', 1, 0))).toBeUndefined()
})
