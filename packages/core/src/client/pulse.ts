import type { BackgroundFetchAdapter } from '../adapter.js'
import type { Clock } from '../progress/clock.js'
import type { Watchdog } from '../scheduler/watchdog.js'
import type { Entries } from './entries.js'

/** Coarse enough to cost nothing, fine enough that "No connection" follows a pulled plug. */
const PULSE_MS = 1_000

/** Bytes come twice a second; after five seconds without any the engine is asked whether it still has the job. */
const QUIET_AFTER_MS = 5_000

interface PulseInit {
  readonly clock: Clock
  readonly entries: Entries
  readonly adapter: BackgroundFetchAdapter
  readonly watchdog: Watchdog
  readonly onError: (error: unknown) => void
}

export interface Pulse {
  /** Something may run: beats until nothing does. */
  wake(): void
  dispose(): void
}

/** While something runs: notices silence, whose turn it is, and attempts that vanished without an event. */
export function createPulse({ clock, entries, adapter, watchdog, onError }: PulseInit): Pulse {
  let cancel: (() => void) | undefined
  let isDisposed = false
  let askedAt = -Infinity

  const askEngine = async () => {
    const quiet = entries.running().filter(({ id }) => entries.quietMs(id)! >= QUIET_AFTER_MS)
    if (quiet.length === 0 || clock.elapsed() - askedAt < QUIET_AFTER_MS) return
    askedAt = clock.elapsed()
    const readings = await adapter.list()
    readings.forEach(entries.putReading)
    for (const { id, attempt } of quiet) {
      if (!readings.some((reading) => reading.id === id && reading.attempt === attempt))
        watchdog.watch(id, attempt)
    }
  }

  const wake = () => {
    if (isDisposed || cancel || entries.running().length === 0) return
    cancel = clock.timeout(() => {
      cancel = undefined
      entries.inferAgain()
      void askEngine().catch(onError)
      wake()
    }, PULSE_MS)
  }

  return {
    wake,
    dispose() {
      isDisposed = true
      cancel?.()
    },
  }
}
