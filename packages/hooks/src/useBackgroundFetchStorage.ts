'use client'
import { useKeeping, type Keeping } from './useKeeping.js'
import { useStorageEstimate, type BackgroundFetchStorageEstimate } from './useStorageEstimate.js'
import { useStoredShares, type StoredShare } from './useStoredShares.js'

/** Room on the device. Bytes, as roughly as the browser tells them; `null` where it does not, or not yet. */
export interface BackgroundFetchStorage {
  readonly used: number | null
  readonly free: number | null
  /** How much of it is used, 0 to 1. */
  readonly fraction: number | null
  /** What takes most of it, the largest first: finished fetches, and those that wait with a part. */
  readonly shares: readonly StoredShare[]
  /** What of `used` belongs to none of these: smaller fetches, the app itself. */
  readonly rest: number | null
  readonly keeping: Keeping
  /** Asks the browser not to clear this site's storage on its own. Call it from a press: a browser may ask the person. */
  readonly keep: () => void
}

const UNKNOWN: BackgroundFetchStorageEstimate = { usage: null, quota: null, isPersisted: null }

/**
 * How much room is used and free, by which fetches (at most `most` are told apart), and whether the browser keeps it.
 * Moves when a fetch comes, goes or changes status, and when the window gains focus.
 */
export function useBackgroundFetchStorage(most: number = 5): BackgroundFetchStorage {
  const { data = UNKNOWN, refetch } = useStorageEstimate()
  const { usage, quota, isPersisted } = data
  const [keeping, keep] = useKeeping(isPersisted, () => void refetch())
  const shares = useStoredShares(most)
  const told = shares.reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    used: usage,
    // Blurred numbers need not agree.
    free: usage === null || quota === null ? null : Math.max(0, quota - usage),
    fraction: usage === null || quota === null || quota === 0 ? null : Math.min(1, usage / quota),
    shares,
    rest: usage === null ? null : Math.max(0, usage - told),
    keeping,
    keep,
  }
}
