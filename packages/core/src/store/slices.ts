/** Enough to keep a reader busy, little enough to hold in memory. */
const SLICE = 8 * 1024 * 1024

type Body = ReadableStream<Uint8Array<ArrayBuffer>>

/**
 * A stored body as the body of a response, read no faster than somebody takes it: WebKit reads a stream of a Blob to its
 * end, however slowly it is taken (measured, docs/decisions/012).
 */
export function toBody(body: Blob): Blob | Body {
  return body.size <= SLICE || isReadAsTaken(body) ? body : streamSlices(body)
}

/** The same as a stream. */
export function toStream(stored: Blob): Body {
  const body = toBody(stored)
  return body instanceof Blob ? body.stream() : body
}

function streamSlices(body: Blob): Body {
  let at = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const slice = body.slice(at, at + SLICE)
        at += slice.size
        if (slice.size > 0) controller.enqueue(new Uint8Array(await slice.arrayBuffer()))
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Whoever has streams of bytes fills a buffer when it is given one. */
function isReadAsTaken(body: Blob): boolean {
  try {
    const reader = body.slice(0, 0).stream().getReader({ mode: 'byob' })
    reader.releaseLock()
    return true
  } catch {
    return false
  }
}
