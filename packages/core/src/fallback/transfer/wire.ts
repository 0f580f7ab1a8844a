/** The entry of a response comes within 10 ms of its end (measured in Firefox and WebKit). */
const TIMED_WITHIN_MS = 50

/** Whether all of a response came, where `fetch` ends one that broke off as if it were whole. */
export interface WireWatch {
  /**
   * @param received bytes after decoding
   * @returns `false` also where the browser does not say
   */
  isShort(headers: Headers, received: number): Promise<boolean>
  end(): void
}

/**
 * Listens for what the browser counts of a request that is about to be sent (Resource Timing, section 4.3): Firefox takes
 * a compressed body that breaks off for all of it, but its `encodedBodySize` is then less than the `Content-Length`.
 * By an observer, because the list of entries of a worker that lives long is full.
 */
export function watchWire(url: string): WireWatch {
  const entries: PerformanceResourceTiming[] = []
  let stopWaiting = () => {}
  const hear = (list: PerformanceObserverEntryList) => {
    const all = list.getEntries() as PerformanceResourceTiming[]
    entries.push(...all.filter(({ name }) => withoutHash(name) === withoutHash(url)))
    if (entries.length > 0) stopWaiting()
  }
  const observer = globalThis.PerformanceObserver ? new PerformanceObserver(hear) : null
  observer?.observe({ type: 'resource' })
  return {
    async isShort(headers, received) {
      const promised = Number(headers.get('content-length'))
      if (!observer || !promised) return false
      if (entries.length === 0)
        await new Promise<void>((resolve) => {
          stopWaiting = resolve
          setTimeout(resolve, TIMED_WITHIN_MS)
        })
      return entries.some(
        ({ encodedBodySize, decodedBodySize }) =>
          // Another request of this URL, or no numbers at all: behind a service worker Firefox has none.
          decodedBodySize === received &&
          encodedBodySize > 0 &&
          // Not compressed, or a service worker's own answer, whose headers may say anything.
          encodedBodySize !== decodedBodySize &&
          encodedBodySize < promised,
      )
    },
    end: () => observer?.disconnect(),
  }
}

function withoutHash(url: string): string | undefined {
  return url.split('#', 1)[0]
}
