import { isOnline } from '../../platform/network.js'
import type { Clock } from '../../progress/clock.js'

/** Chromium's workers know whether there is a network, but nobody tells them when that changes (measured). */
const LOOK_EVERY_MS = 1_000

/** Whether there is a network at all. */
export interface Online {
  isOnline(): boolean
  /** Resolves when there is one. @throws the signal's reason */
  untilOnline(signal: AbortSignal): Promise<void>
  /** Resolves when there is none. @throws the signal's reason */
  untilOffline(signal: AbortSignal): Promise<void>
}

/** What the browser says, on a page or in a worker. Where it says nothing, it is online. */
export function createBrowserOnline(clock: Clock, scope: Partial<EventTarget> = globalThis): Online {
  const until = (isWanted: () => boolean, event: 'online' | 'offline', signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal.throwIfAborted()
      if (isWanted()) return resolve()
      const done = () => {
        cancel()
        scope.removeEventListener?.(event, done)
        signal.removeEventListener('abort', done)
        if (signal.aborted) reject(signal.reason as Error)
        else resolve()
      }
      const look = () => {
        if (isWanted()) done()
        else cancel = clock.timeout(look, LOOK_EVERY_MS)
      }
      let cancel = clock.timeout(look, LOOK_EVERY_MS)
      scope.addEventListener?.(event, done)
      signal.addEventListener('abort', done)
    })
  return {
    isOnline,
    untilOnline: (signal) => until(isOnline, 'online', signal),
    untilOffline: (signal) => until(() => !isOnline(), 'offline', signal),
  }
}
