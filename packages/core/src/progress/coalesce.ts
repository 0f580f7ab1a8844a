import type { Clock } from './clock.js'

export interface Coalescer {
  /** Asks for a flush in the next frame. */
  soon(): void
  /** Flushes at once: an ending must not wait for a frame. */
  now(): void
  cancel(): void
}

/** Many wishes, one flush a frame. */
export function createCoalescer(clock: Pick<Clock, 'frame'>, flush: () => void): Coalescer {
  let cancelFrame: (() => void) | undefined
  const cancel = () => {
    cancelFrame?.()
    cancelFrame = undefined
  }
  const run = () => {
    cancelFrame = undefined
    flush()
  }
  return {
    soon() {
      cancelFrame ??= clock.frame(run)
    },
    now() {
      cancel()
      flush()
    },
    cancel,
  }
}
