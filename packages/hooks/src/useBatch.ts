'use client'
import type { BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'
import { useCallback, useState } from 'react'
import { useBackgroundFetches } from './useBackgroundFetches.js'
import type { BackgroundFetchFilter } from './useBackgroundFetchIds.js'

const UNDER_WAY: readonly BackgroundFetchStatus[] = ['pending', 'interrupted', 'paused']

interface Batch {
  readonly stands: 'idle' | 'paused' | 'moving'
  /** What finished from then on belongs to it; `null`: nothing that finished does. */
  readonly since: number | null
}

/**
 * A filter for those on their way, and for those that finished since the first of them came. Without the finished ones a
 * bar over all would fall back whenever one of them is done.
 */
export function useBatch(): BackgroundFetchFilter {
  const underWay = useBackgroundFetches(UNDER_WAY)
  const [batch, setBatch] = useState<Batch>({ stands: 'idle', since: null })
  const next = nextBatch(batch, underWay)
  if (next.stands !== batch.stands) setBatch(next)
  const { since } = next
  return useCallback(
    ({ status, settledAt }: BackgroundFetchRecord) => {
      if (UNDER_WAY.includes(status)) return true
      return status === 'completed' && since !== null && settledAt !== null && settledAt >= since
    },
    [since],
  )
}

/** The batch as these, the newest first, leave it. What is paused may have been so for a month: it begins none. */
function nextBatch({ stands, since }: Batch, underWay: readonly BackgroundFetchRecord[]): Batch {
  if (underWay.length === 0) return { stands: 'idle', since: null }
  const first = underWay.findLast(({ status }) => status !== 'paused')
  if (first === undefined) return { stands: 'paused', since }
  if (stands === 'moving') return { stands, since }
  // Resumed, and nothing is known to have run beside it before: it begins now.
  const earliest = since ?? (stands === 'paused' ? Date.now() : 0)
  return { stands: 'moving', since: Math.max(earliest, first.createdAt) }
}
