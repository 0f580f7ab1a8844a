'use client'
import { useMemo } from 'react'
import {
  useBackgroundFetchCounts,
  useBackgroundFetchTotals,
  type BackgroundFetchCounts,
} from '@longhaul/hooks'
import { FetchSummaryContext, type FetchSummaryState } from './FetchSummaryContext.js'
import { part, type PartProps } from './part.js'
import { useBatch } from './useBatch.js'
import { useHonestTime } from './useHonestTime.js'

/** All fetches as one: an element, and the context of the parts in it. */
export function FetchSummaryRoot(props: PartProps<'div'>) {
  const { counts, isLoaded } = useBackgroundFetchCounts()
  const totals = useBackgroundFetchTotals(useBatch())
  const secondsLeft = useHonestTime(totals.secondsLeft)
  const status = statusOf(counts)
  const summary = useMemo(
    () => ({ counts, totals, secondsLeft, isLoaded, status }),
    [counts, totals, secondsLeft, isLoaded, status],
  )
  const own = {
    'data-longhaul': 'summary',
    'data-status': status,
    role: 'group',
    'aria-busy': !isLoaded,
  } as const
  return <FetchSummaryContext value={summary}>{part('div', own, props)}</FetchSummaryContext>
}

function statusOf({ pending, interrupted, paused }: BackgroundFetchCounts): FetchSummaryState['status'] {
  if (pending > 0) return 'pending'
  if (interrupted > 0) return 'interrupted'
  return paused > 0 ? 'paused' : 'idle'
}
