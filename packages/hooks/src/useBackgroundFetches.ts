'use client'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { useMemo, useSyncExternalStore } from 'react'
import { useLonghaul } from './context.js'
import { useBackgroundFetchIds, type BackgroundFetchFilter } from './useBackgroundFetchIds.js'

/**
 * Records of the fetches that pass the filter, newest first and live: renders at most once a frame while any of them
 * moves. For a long list take `useBackgroundFetchIds` and let each row read its own. Empty until they are loaded.
 */
export function useBackgroundFetches(filter?: BackgroundFetchFilter): readonly BackgroundFetchRecord[] {
  const { stores } = useLonghaul()
  const ids = useBackgroundFetchIds(filter)
  const records = useMemo(() => stores.records(ids), [stores, ids])
  return useSyncExternalStore(records.subscribe, records.getState, records.getInitialState)
}
