/** Chunks of a body, one after the other; `undefined` after the last. Each is good until the next is asked for. */
export interface Chunks {
  next(): Promise<Uint8Array | undefined>
}

type Body = ReadableStream<Uint8Array<ArrayBuffer>>

/** Large enough for the chunks of a fast network; larger is no faster. */
const BUFFER = 256 * 1024
const HALF_A_FRAME_MS = 8

/**
 * Reads a body into one buffer, again and again: of chunks that each have their own, browsers let hundreds of MB pile up
 * before they collect any (measured, docs/decisions/012), and on a page it takes a third of the main thread's time.
 *
 * @param length as far as it is known: a small body needs a small buffer
 */
export function readChunks(body: Body, length: number | null = null): Chunks {
  const reader = toByobReader(body)
  const chunks = reader
    ? readIntoBuffer(reader, Math.max(1, Math.min(BUFFER, length ?? BUFFER)))
    : readAsTheyCome(body.getReader())
  return 'document' in globalThis ? politely(chunks) : chunks
}

/** What has come already is handed out in one go, however much it is: on a page, people's clicks would wait for its end. */
function politely(chunks: Chunks): Chunks {
  let since = performance.now()
  return {
    async next() {
      if (performance.now() - since > HALF_A_FRAME_MS) {
        await letOthers()
        since = performance.now()
      }
      return chunks.next()
    },
  }
}

/** Not by a timer: in a background tab those go off once a second. */
function letOthers(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
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

/** In pieces no larger than the buffer would be: what hashes them lets others have their turn between two. */
function readAsTheyCome(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): Chunks {
  let rest = new Uint8Array()
  return {
    async next() {
      if (rest.length === 0) {
        const { done, value } = await reader.read()
        if (done) return undefined
        rest = value
      }
      const piece = rest.subarray(0, BUFFER)
      rest = rest.subarray(BUFFER)
      return piece
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
