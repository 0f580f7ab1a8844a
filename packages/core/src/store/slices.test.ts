import { expect, it } from 'vitest'
import { toBody } from './slices.js'

const MIB = 1 << 20

/** A film as WebKit has it: its stream, or any part's, is read to its end at once. */
function filmOf(size: number) {
  const read: number[] = []
  const dress = (film: Blob): Blob =>
    Object.assign(film, {
      slice: (start?: number, end?: number) => dress(Blob.prototype.slice.call(film, start, end)),
      arrayBuffer() {
        read.push(film.size)
        return Blob.prototype.arrayBuffer.call(film)
      },
      stream: () => new ReadableStream(),
    })
  const bytes = Uint8Array.from({ length: size }, (_, at) => (at >> 16) % 251)
  return { film: dress(new Blob([bytes])), bytes, read }
}

it('reads a large body no further than it is taken', async () => {
  const { film, bytes, read } = filmOf(20 * MIB + 1)
  const body = toBody(film) as ReadableStream<Uint8Array<ArrayBuffer>>
  const reader = body.getReader()
  expect(read).toEqual([])
  const parts: Uint8Array[] = []
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    parts.push(chunk.value)
    expect(read).toHaveLength(parts.length)
  }
  expect(Math.max(...read)).toBe(8 * MIB)
  expect(Buffer.concat(parts).equals(bytes)).toBe(true)
})

it('leaves a small body as it is, and every body where the browser reads it as it is taken', () => {
  const { film } = filmOf(MIB)
  const large = new Blob([new Uint8Array(20 * MIB)])
  expect(toBody(film)).toBe(film)
  expect(toBody(large)).toBe(large)
})
