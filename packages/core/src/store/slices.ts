/** Enough to keep a reader busy, little enough to hold in memory. */
const SLICE = 8 * 1024 * 1024

/** A stored body in pieces: WebKit reads a stream of a Blob to its end, however slowly it is taken (measured, docs/decisions/010). */
export function* slicesOf(body: Blob): Generator<Blob, undefined> {
  for (let at = 0; at < body.size; at += SLICE) yield body.slice(at, at + SLICE)
}

/** A stored body as the body of a response that is read no faster than somebody takes it. */
export function toBody(body: Blob): Blob | ReadableStream<Uint8Array<ArrayBuffer>> {
  if (body.size <= SLICE || isReadAsTaken(body)) return body
  const slices = slicesOf(body)
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const slice = slices.next().value
        if (slice) controller.enqueue(new Uint8Array(await slice.arrayBuffer()))
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
