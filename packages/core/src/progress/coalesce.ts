import type { Clock } from './clock.js'

export interface Coalescer {
  /** Asks for a flush in the next frame. */
  soon(): void
  /**
   * Flushes at once: an ending must not wait for a frame. A second one in the same frame does, or ten thousand endings
   * would be ten thousand flushes, each as dear as the list is long.
   */
  now(): void
  cancel(): void
}

/** Many wishes, one flush a frame, and the first ending in it at once. */
export function createCoalescer(clock: Pick<Clock, 'frame'>, flush: () => void): Coalescer {
  let cancelFrame: (() => void) | undefined
  let isWanted = false
  let hasFlushed = false
  const run = () => {
    const isDue = isWanted
    cancelFrame = undefined
    isWanted = hasFlushed = false
    if (isDue) flush()
  }
  const cancel = () => {
    cancelFrame?.()
    cancelFrame = undefined
    isWanted = hasFlushed = false
  }
  const soon = () => {
    isWanted = true
    cancelFrame ??= clock.frame(run)
  }
  return {
    soon,
    now() {
      if (hasFlushed) return soon()
      cancelFrame ??= clock.frame(run)
      isWanted = false
      hasFlushed = true
      flush()
    },
    cancel,
  }
}
