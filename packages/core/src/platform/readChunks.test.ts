import { expect, it } from 'vitest'
import { readChunks } from './readChunks.js'

const FILM = Uint8Array.from({ length: 700_001 }, (_, at) => (at * 7) % 251)

it.each([null, 700_001, 10, 0])('reads all of a body, whose length it was told as %s', async (length) => {
  const chunks = readChunks(new Response(FILM).body!, length)
  const parts: Uint8Array[] = []
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) parts.push(chunk.slice())
  expect(Buffer.concat(parts).equals(FILM)).toBe(true)
})

it('takes what it handed out for the next chunk, so that no memory is asked for twice', async () => {
  const chunks = readChunks(new Response(FILM).body!)
  const first = (await chunks.next())!
  expect(first.length).toBeGreaterThan(0)
  const second = (await chunks.next())!
  expect([first.length, second.length > 0]).toEqual([0, true])
})

it('takes chunks as they come where a body is no stream of bytes', async () => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(new Uint8Array([1, 2]))
      controller.close()
    },
  })
  const chunks = readChunks(body)
  expect(await chunks.next()).toEqual(new Uint8Array([1, 2]))
  expect(await chunks.next()).toBeUndefined()
})
