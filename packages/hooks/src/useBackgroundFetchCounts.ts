'use client'
import { useMemo } from 'react'
import { useStore } from 'zustand/react'
import { useLonghaul } from './context.js'
import type { BackgroundFetchCounts, Structure } from './structure.js'

export interface BackgroundFetchCountsResult {
  /** How many fetches are in each status; all 0 until they are loaded. */
  readonly counts: BackgroundFetchCounts
  /** Whether what the journal knew at the start is loaded: an empty list is empty only then. */
  readonly isLoaded: boolean
}

/** How many background fetches there are in each status. Renders when a fetch comes, goes or changes status. */
export function useBackgroundFetchCounts(): BackgroundFetchCountsResult {
  const { stores } = useLonghaul()
  const counts = useStore(stores.structure, selectCounts)
  const isLoaded = useStore(stores.structure, selectIsLoaded)
  return useMemo(() => ({ counts, isLoaded }), [counts, isLoaded])
}

const selectCounts = (structure: Structure) => structure.counts
const selectIsLoaded = (structure: Structure) => structure.isLoaded
