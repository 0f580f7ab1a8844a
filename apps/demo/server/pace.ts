import { setTimeout } from 'node:timers/promises'

/** How a body is held back to a rate. */
export interface Pace {
  /** The most bytes to send at once. */
  step(): number
  /** Resolves when the next so many bytes are due. */
  due(bytes: number, signal: AbortSignal): Promise<void>
}

/** Often enough that a progress bar looks smooth, seldom enough that timers cost nothing. */
const STEP_MS = 50

/** The rate is read anew at each step, so that it can be changed under way; `undefined` is as fast as it goes. */
export function createPace(bytesPerSecond: () => number | undefined): Pace {
  let dueAt = 0

  return {
    step() {
      const rate = bytesPerSecond()
      return rate === undefined ? Infinity : Math.max(1, Math.round((rate * STEP_MS) / 1000))
    },
    async due(bytes, signal) {
      const rate = bytesPerSecond()
      if (rate === undefined) return
      // A reader that was slow for a while gets one step on credit, not the whole backlog.
      const now = performance.now()
      dueAt = Math.max(dueAt, now - STEP_MS) + (bytes * 1000) / rate
      if (dueAt > now) await setTimeout(dueAt - now, undefined, { signal })
    },
  }
}
