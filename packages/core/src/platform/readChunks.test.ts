import { expect, it, onTestFinished, vi } from 'vitest'
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

/** As WebKit's bodies are. */
function asTheyCome(...chunks: readonly Uint8Array<ArrayBuffer>[]) {
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

it('takes chunks as they come where a body is no stream of bytes', async () => {
  const chunks = readChunks(asTheyCome(new Uint8Array([1, 2]), new Uint8Array([3])))
  expect(await chunks.next()).toEqual(new Uint8Array([1, 2]))
  expect(await chunks.next()).toEqual(new Uint8Array([3]))
  expect(await chunks.next()).toBeUndefined()
})

it('hands out a huge chunk in pieces', async () => {
  const chunks = readChunks(asTheyCome(FILM))
  const parts: Uint8Array[] = []
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) parts.push(chunk)
  expect(Math.max(...parts.map(({ length }) => length))).toBe(256 * 1024)
  expect(Buffer.concat(parts).equals(FILM)).toBe(true)
})

it('lets a page have its turn while it reads what has come already', async () => {
  vi.stubGlobal('document', {})
  onTestFinished(() => void vi.unstubAllGlobals())
  const chunks = readChunks(asTheyCome(...Array.from({ length: 40 }, () => new Uint8Array([1]))))
  let turns = 0
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port1.close())
  port1.addEventListener('message', () => {
    turns++
    port2.postMessage(null)
  })
  port1.start()
  port2.postMessage(null)
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) work(2)
  expect(turns).toBeGreaterThan(3)
})

/** Keeps the thread busy, as a checksum does. */
function work(forMs: number) {
  for (const end = performance.now() + forMs; performance.now() < end;);
}
