import { expect, it } from 'vitest'
import { readChunks } from './chunks.js'
import { original, serve } from './fixtures/servers.js'

const PATH = '/media/sample/film-700001.bin'

it.each([true, false])('reads all of a body, into buffers of its own: %s', async (ownBuffers) => {
  const { url } = await serve()
  const { body } = await fetch(url + PATH)
  const chunks = readChunks(body!, ownBuffers)
  const parts: Uint8Array[] = []
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) parts.push(chunk)
  // Joined only now: a chunk handed out stays what it was.
  expect(Buffer.concat(parts).equals(await original(url + PATH))).toBe(true)
  const wasteful = parts.filter(({ buffer, length }) => buffer.byteLength > 2 * length)
  expect(ownBuffers ? wasteful : []).toEqual([])
})

it('takes chunks as they come where a body is no stream of bytes', async () => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(new Uint8Array([1, 2]))
      controller.close()
    },
  })
  const chunks = readChunks(body, true)
  expect(await chunks.next()).toEqual(new Uint8Array([1, 2]))
  expect(await chunks.next()).toBeUndefined()
})
