import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ask } from './testing/ask.ts'
import { serve } from './testing/serve.ts'

const FILM = '/media/sample/film-3000.bin'

it('sends any range as it stands in the whole', async () => {
  const { url } = await serve()
  const whole = (await ask(url, FILM)).body
  await fc.assert(
    fc.asyncProperty(fc.nat(2999), fc.nat(4000), async (start, length) => {
      const { status, headers, body } = await ask(url, FILM, {
        headers: { Range: `bytes=${start}-${start + length}` },
      })
      const part = whole.subarray(start, start + length + 1)
      expect(status).toBe(206)
      expect(headers['content-range']).toBe(`bytes ${start}-${start + part.length - 1}/3000`)
      expect(headers['content-length']).toBe(String(part.length))
      expect(body.equals(part)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

it('describes a whole file', async () => {
  const { url } = await serve()
  const { status, headers, complete } = await ask(url, FILM)
  expect(status).toBe(200)
  expect(complete).toBe(true)
  expect(headers).toMatchObject({
    'content-length': '3000',
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': 'no-cache',
  })
  expect(headers.etag).toMatch(/^"[^"]+"$/)
  expect(Date.parse(headers['last-modified'] ?? '')).not.toBeNaN()
  expect(headers).not.toHaveProperty('content-encoding')
})

it('answers HEAD as GET, without a body', async () => {
  const { url } = await serve()
  const [head, get] = [await ask(url, FILM, { method: 'HEAD' }), await ask(url, FILM)]
  expect(head.body.length).toBe(0)
  expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
})

it('says how long the file is when a range lies behind its end', async () => {
  const { url } = await serve()
  const { status, headers, body } = await ask(url, FILM, { headers: { Range: 'bytes=3000-' } })
  expect([status, headers['content-range'], body.length]).toEqual([416, 'bytes */3000', 0])
})

it('goes on with the part when If-Range still fits, and starts over when it does not', async () => {
  const server = await serve()
  const { headers: before } = await ask(server.url, FILM)
  const resume = (ifRange = '') =>
    ask(server.url, FILM, { headers: { Range: 'bytes=1000-', 'If-Range': ifRange } })

  expect((await resume(before.etag)).status).toBe(206)
  expect((await resume(before['last-modified'])).status).toBe(206)
  expect((await resume(`W/${before.etag}`)).status).toBe(200)
  server.bump('sample/film-3000.bin')
  const after = await resume(before.etag)
  expect(after.status).toBe(200)
  expect(after.body.length).toBe(3000)
  expect(after.headers.etag).not.toBe(before.etag)
})

it('sends nothing to whoever has it already', async () => {
  const { url } = await serve()
  const { headers } = await ask(url, FILM)
  const { etag = '', 'last-modified': date = '' } = headers
  const statusFor = async (condition: Record<string, string>) =>
    (await ask(url, FILM, { headers: condition })).status

  expect(await statusFor({ 'If-None-Match': etag })).toBe(304)
  expect(await statusFor({ 'If-None-Match': `"other", W/${etag}` })).toBe(304)
  expect(await statusFor({ 'If-Modified-Since': date })).toBe(304)
  expect(await statusFor({ 'If-None-Match': '"other"', 'If-Modified-Since': date })).toBe(200)
})

it('refuses other methods, unknown files and paths that are not well encoded', async () => {
  const { url } = await serve()
  expect((await ask(url, FILM, { method: 'PUT' })).status).toBe(405)
  expect((await ask(url, '/media/nothing.bin')).status).toBe(404)
  expect((await ask(url, '/media/%ff')).status).toBe(400)
})

it('sends 300 MB without holding them', async () => {
  const server = await serve()
  const before = process.memoryUsage().arrayBuffers
  const response = await fetch(`${server.url}/media/sample/film-300000000.bin`)
  let [length, most] = [0, 0]
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }
  expect(length).toBe(300_000_000)
  expect(most).toBeLessThan(250_000_000)
})
