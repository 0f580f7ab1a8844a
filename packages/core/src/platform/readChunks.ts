/** Chunks of a body, one after the other; `undefined` after the last. Each is good until the next is asked for. */
export interface Chunks {
  next(): Promise<Uint8Array | undefined>
}

type Body = ReadableStream<Uint8Array<ArrayBuffer>>

/** Large enough for the chunks of a fast network; larger is no faster. */
const BUFFER = 256 * 1024

/**
 * Reads a body into one buffer, again and again: of chunks that each have their own, browsers let hundreds of MB pile up
 * before they collect any (measured, docs/decisions/012), and on a page it takes a third of the main thread's time.
 *
 * @param length as far as it is known: a small body needs a small buffer
 */
export function readChunks(body: Body, length: number | null = null): Chunks {
  const reader = toByobReader(body)
  return reader
    ? readIntoBuffer(reader, Math.max(1, Math.min(BUFFER, length ?? BUFFER)))
    : readAsTheyCome(body.getReader())
}

function readIntoBuffer(reader: ReadableStreamBYOBReader, size: number): Chunks {
  let buffer = new ArrayBuffer(size)
  return {
    async next() {
      const { done, value } = await reader.read(new Uint8Array(buffer))
      if (done || !value) return undefined
      buffer = value.buffer
      return value
    },
  }
}

function readAsTheyCome(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): Chunks {
  return {
    async next() {
      const { done, value } = await reader.read()
      return done ? undefined : value
    },
  }
}

/** `null` in WebKit, whose bodies are no byte streams. */
function toByobReader(body: Body): ReadableStreamBYOBReader | null {
  try {
    return body.getReader({ mode: 'byob' })
  } catch {
    return null
  }
}
