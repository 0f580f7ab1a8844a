'use client'
import type { BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'
import { useCallback, useState } from 'react'
import { useBackgroundFetches } from './useBackgroundFetches.js'
import type { BackgroundFetchFilter } from './useBackgroundFetchIds.js'

const UNDER_WAY: readonly BackgroundFetchStatus[] = ['pending', 'interrupted', 'paused']

/**
 * A filter for those on their way, and for those that finished since the first of them came. Without the finished ones a
 * bar over all would fall back whenever one of them is done.
 */
export function useBatch(): BackgroundFetchFilter {
  const underWay = useBackgroundFetches(UNDER_WAY)
  const [since, setSince] = useState<number | null>(null)
  // The newest come first.
  const oldest = underWay.at(-1)
  if (oldest === undefined && since !== null) setSince(null)
  if (oldest !== undefined && since === null) setSince(oldest.createdAt)
  return useCallback(
    ({ status, settledAt }: BackgroundFetchRecord) => {
      if (UNDER_WAY.includes(status)) return true
      return status === 'completed' && since !== null && settledAt !== null && settledAt >= since
    },
    [since],
  )
}
