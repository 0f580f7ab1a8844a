import type { BackgroundFetchAdapter, Reading } from '../adapter.js'
import { settlementLock, type Locks } from '../channel/locks.js'
import type { FetchRow } from '../journal/rows.js'
import type { Clock } from '../progress/clock.js'
import { finishAttempt, type Settler } from '../settlement/finish.js'

/** How often a vanished attempt is looked at again. */
const LOOK_EVERY_MS = 2_000

/**
 * An attempt that no engine has, that nobody is settling and that has no ending for this long is lost. A worker that
 * has to be started first takes a second or two before it holds the lock.
 */
export const LOST_AFTER_MS = 10_000

export interface WatchdogInit extends Settler {
  readonly adapter: BackgroundFetchAdapter
  readonly locks: Locks
  readonly clock: Clock
  readonly onRow: (row: FetchRow) => void
  readonly onReading: (reading: Reading) => void
  readonly onError: (error: unknown) => void
}

export interface Watchdog {
  /** Looks after an attempt that the engine no longer shows, until it has an ending; gives it one if nobody does. */
  watch(id: string, attempt: number): void
  dispose(): void
}

/**
 * Notices what happens without an event: unregistering the worker aborts a transfer silently, and a worker without
 * our listener may receive the end of one (both measured).
 */
export function createWatchdog(init: WatchdogInit): Watchdog {
  const { adapter, journal, locks, clock, onRow, onReading, onError } = init
  const watched = new Map<string, () => void>()
  let isDisposed = false

  const look = async (id: string, attempt: number, since: number): Promise<'over' | 'again' | 'busy'> => {
    const job = await journal.job(id)
    if (!job || job.fetch.attempt !== attempt || job.attempt.ending) {
      if (job) onRow(job.fetch)
      return 'over'
    }
    const reading = (await adapter.list()).find(
      (candidate) => candidate.id === id && candidate.attempt === attempt,
    )
    if (reading) {
      onReading(reading)
      return 'over'
    }
    const looked = await locks.holdIfFree(settlementLock(id, attempt), async () => {
      if (clock.elapsed() - since < LOST_AFTER_MS) return 'again' as const
      const row = await finishAttempt(job, { type: 'lost' }, init)
      if (row) onRow(row)
      return 'over' as const
    })
    return looked ?? 'busy'
  }

  const next = (id: string, attempt: number, since: number) => {
    const cancel = clock.timeout(() => {
      look(id, attempt, since)
        .then((result) => {
          if (isDisposed || !watched.has(id)) return
          if (result === 'over') watched.delete(id)
          // Somebody settles it: from the moment that it is let go, the wait begins anew.
          else next(id, attempt, result === 'busy' ? clock.elapsed() : since)
        })
        .catch((error: unknown) => {
          watched.delete(id)
          onError(error)
        })
    }, LOOK_EVERY_MS)
    watched.set(id, cancel)
  }

  return {
    watch(id, attempt) {
      if (!watched.has(id)) next(id, attempt, clock.elapsed())
    },
    dispose() {
      isDisposed = true
      watched.forEach((cancel) => cancel())
      watched.clear()
    },
  }
}
