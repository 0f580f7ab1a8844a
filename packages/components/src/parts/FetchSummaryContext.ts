'use client'
import { createContext, use } from 'react'
import type { BackgroundFetchCounts, BackgroundFetchTotals } from '@longhaul/hooks'

/** What the parts of a summary know. */
export interface FetchSummaryState {
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

/** Context of one summary. It changes at every tick of any fetch: keep what does not show that out of it. */
export const FetchSummaryContext = createContext<FetchSummaryState | null>(null)

/** The summary around this component, or `null` where there is none. */
export function useFetchSummary(): FetchSummaryState | null {
  return use(FetchSummaryContext)
}
