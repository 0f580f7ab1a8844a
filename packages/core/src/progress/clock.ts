/** Time as the client sees it, so that tests can own it. Every function returns its own cancel. */
export interface Clock {
  /** Epoch milliseconds: a time of day, to be shown and kept. It jumps where the device's clock is set. */
  now(): number
  /** Milliseconds since some moment, for how long something takes: it never jumps. */
  elapsed(): number
  timeout(callback: () => void, delayMs: number): () => void
  /** Once before the next paint; in a hidden page, where frames stop, after `HIDDEN_FLUSH_MS`. */
  frame(callback: () => void): () => void
}

/** How often a hidden page is told: nobody looks, but titles and other tabs' badges may follow. */
const HIDDEN_FLUSH_MS = 1_000

/** The browser's own clock. Touches no global until it is used, so that it can be made on a server. */
export function createSystemClock(): Clock {
  const timeout = (callback: () => void, delayMs: number) => {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  }
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    timeout,
    frame(callback) {
      const visible = typeof document !== 'undefined' && document.visibilityState === 'visible'
      if (!visible) return timeout(callback, HIDDEN_FLUSH_MS)
      return onceFrame(callback)
    },
  }
}

/** A frame that still comes if the page is hidden before it was painted. */
function onceFrame(callback: () => void): () => void {
  let done = false
  const run = () => {
    if (done) return
    cancel()
    callback()
  }
  const frame = requestAnimationFrame(run)
  const timer = setTimeout(run, HIDDEN_FLUSH_MS)
  const cancel = () => {
    done = true
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  return cancel
}
