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

/** While something runs: notices silence, and attempts that vanished without an event. */
export function startPulse({ clock, entries, adapter, watchdog, onError }: PulseInit): () => void {
  let cancel = () => {}
  let askedAt = 0

  const askForVanished = async () => {
    const quiet = entries.running().filter(({ id }) => entries.quietMs(id)! >= QUIET_AFTER_MS)
    if (quiet.length === 0 || clock.now() - askedAt < QUIET_AFTER_MS) return
    askedAt = clock.now()
    const readings = await adapter.list()
    for (const { id, attempt } of quiet) {
      if (!readings.some((reading) => reading.id === id && reading.attempt === attempt)) watchdog.watch(id, attempt)
    }
  }

  const beat = () => {
    entries.inferAgain()
    void askForVanished().catch(onError)
    cancel = clock.timeout(beat, PULSE_MS)
  }
  cancel = clock.timeout(beat, PULSE_MS)
  return () => cancel()
}
