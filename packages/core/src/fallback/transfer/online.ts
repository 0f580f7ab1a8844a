import { isOnline } from '../../platform/network.js'
import type { Clock } from '../../progress/clock.js'

/** Chromium's workers know whether there is a network, but nobody tells them when that changes (measured). */
const LOOK_EVERY_MS = 1_000

/** Whether there is a network at all. */
export interface Online {
  isOnline(): boolean
  /** Resolves when there is one. @throws the signal's reason */
  untilOnline(signal: AbortSignal): Promise<void>
}

/** What the browser says, on a page or in a worker. Where it says nothing, it is online. */
export function createBrowserOnline(clock: Clock, scope: EventTarget = globalThis): Online {
  return {
    isOnline,
    untilOnline(signal) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted()
        if (isOnline()) return resolve()
        const done = () => {
          cancel()
          scope.removeEventListener('online', done)
          signal.removeEventListener('abort', done)
          if (signal.aborted) reject(signal.reason as Error)
          else resolve()
        }
        const look = () => {
          if (isOnline()) done()
          else cancel = clock.timeout(look, LOOK_EVERY_MS)
        }
        let cancel = clock.timeout(look, LOOK_EVERY_MS)
        scope.addEventListener('online', done)
        signal.addEventListener('abort', done)
      })
    },
  }
}
