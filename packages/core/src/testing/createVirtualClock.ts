import type { Clock } from '../progress/clock.js'

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /** Runs every timer that is due on the way, in order, frames included. */
  advance(ms: number): void
  /** Somebody sets the device's clock, forward or back: no time passes. */
  set(byMs: number): void
}

/** One frame at 60 Hz, rounded. */
const FRAME_MS = 16

/** Noon on the first day of 2026: any fixed moment will do, and this one is no edge of a day. */
const START = Date.UTC(2026, 0, 1, 12)

export function createVirtualClock(start = START): VirtualClock {
  let now = 0
  let ahead = start
  const timers = new Set<{ at: number; callback: () => void }>()
  const timeout = (callback: () => void, delayMs: number) => {
    const timer = { at: now + delayMs, callback }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  const nextDue = (until: number) =>
    [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
  return {
    now: () => ahead + now,
    elapsed: () => now,
    timeout,
    frame: (callback) => timeout(callback, FRAME_MS),
    advance(ms) {
      const until = now + ms
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.callback()
      }
      now = until
    },
    set(byMs) {
      ahead += byMs
    },
  }
}
