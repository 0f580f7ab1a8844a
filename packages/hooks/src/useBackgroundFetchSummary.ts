'use client'
import type { BackgroundFetchCounts } from './structure.js'
import type { BackgroundFetchTotals } from './totals.js'
import { useBackgroundFetchCounts } from './useBackgroundFetchCounts.js'
import { useBackgroundFetchTotals } from './useBackgroundFetchTotals.js'
import { useBatch } from './useBatch.js'
import { useHonestTime } from './useHonestTime.js'

/** All fetches as one. */
export interface BackgroundFetchSummary {
  readonly counts: BackgroundFetchCounts
  /** Of those on their way, and of those that finished beside them. */
  readonly totals: BackgroundFetchTotals
  /** Seconds until the last byte, once that is honest; `null` before. */
  readonly secondsLeft: number | null
  /** Without it, all counts may be 0 because nothing was read yet. */
  readonly isLoaded: boolean
  /** How all of them stand: the status of the liveliest; `'idle'` where nothing is on its way. */
  readonly status: 'pending' | 'interrupted' | 'paused' | 'idle'
}

/** What a bar over all fetches shows, live: renders once a frame while any of them moves. */
export function useBackgroundFetchSummary(): BackgroundFetchSummary {
  const { counts, isLoaded } = useBackgroundFetchCounts()
  const totals = useBackgroundFetchTotals(useBatch())
  const secondsLeft = useHonestTime(totals.secondsLeft)
  return { counts, totals, secondsLeft, isLoaded, status: statusOf(counts) }
}

function statusOf({ pending, interrupted, paused }: BackgroundFetchCounts): BackgroundFetchSummary['status'] {
  if (pending > 0) return 'pending'
  if (interrupted > 0) return 'interrupted'
  return paused > 0 ? 'paused' : 'idle'
}
