import type { Reading, ReadingState } from '../adapter.js'

/** Bytes come every 500 ms (measured); six beats without one while offline is no coincidence. */
export const OFFLINE_AFTER_MS = 3_000

/**
 * Chromium waits 20 s between its own retries, and a transfer stands still for 30 s when the page that started it is
 * reloaded or navigates (measured): shorter silences are ordinary.
 */
export const SERVER_SILENT_AFTER_MS = 45_000

/**
 * What the native API does not say: why nothing moves. Offline and no progress is `'offline'`; no progress for
 * `SERVER_SILENT_AFTER_MS` is `'server'`. Only for a transfer that is on its turn.
 *
 * @param quietMs time since the last byte
 */
export function inferInterruption(reading: Reading, quietMs: number, online: boolean): ReadingState {
  const { state } = reading
  if (state.status !== 'pending' || state.phase !== 'transferring') return state
  if (!online && quietMs >= OFFLINE_AFTER_MS) return interrupted('offline')
  if (online && quietMs >= SERVER_SILENT_AFTER_MS) return interrupted('server')
  return state
}

function interrupted(reason: 'offline' | 'server'): ReadingState {
  return { status: 'interrupted', reason, needsUser: false, nextAttemptAt: null }
}
