import type { FetchRow } from './rows.js'

/**
 * When the next attempt of an interrupted fetch is due, by the device's clock as it stands now; `null` where none is.
 * Set back since the last attempt ended, it must not make a wait of seconds one of hours.
 */
export function nextAttemptOf({ state, updatedAt }: FetchRow, now: number): number | null {
  if (state.status !== 'interrupted' || state.nextAttemptAt === null) return null
  const delayMs = state.nextAttemptAt - updatedAt
  return Math.min(state.nextAttemptAt, now + delayMs)
}
