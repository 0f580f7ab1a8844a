'use client'
import { useMemo } from 'react'
import { totalsOf, type BackgroundFetchTotals } from './totals.js'
import { useBackgroundFetches } from './useBackgroundFetches.js'
import type { BackgroundFetchFilter } from './useBackgroundFetchIds.js'

/** Bytes, speed and time left of the fetches that pass the filter, together and live, once a frame while they move. */
export function useBackgroundFetchTotals(filter?: BackgroundFetchFilter): BackgroundFetchTotals {
  const records = useBackgroundFetches(filter)
  return useMemo(() => totalsOf(records), [records])
}
