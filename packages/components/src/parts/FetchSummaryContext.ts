'use client'
import { createContext, use } from 'react'
import type { BackgroundFetchSummary } from '@longhaul/hooks'

/** What the parts of a summary know. */
export type FetchSummaryState = BackgroundFetchSummary

/** Context of one summary. It changes at every tick of any fetch: keep what does not show that out of it. */
export const FetchSummaryContext = createContext<FetchSummaryState | null>(null)

/** The summary around this component, or `null` where there is none. */
export function useFetchSummary(): FetchSummaryState | null {
  return use(FetchSummaryContext)
}
