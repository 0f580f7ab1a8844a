'use client'
import type { BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'
import { useMemo } from 'react'
import { bySize } from './sorting.js'
import { titleOf } from './titleOf.js'
import { useBackgroundFetchClient } from './useBackgroundFetchClient.js'
import { useBackgroundFetchIds } from './useBackgroundFetchIds.js'

/** What one fetch takes of the room. */
export interface StoredShare {
  readonly id: string
  readonly title: string
  readonly bytes: number
}

/**
 * Of these it is known that their bytes are on the device, and they do not grow before the next look. What a fetch keeps
 * that failed or was cancelled, its record does not say.
 */
const KEPT: ReadonlySet<BackgroundFetchStatus> = /* @__PURE__ */ new Set([
  'completed',
  'interrupted',
  'paused',
])

const takesRoom = ({ status, downloaded }: BackgroundFetchRecord) => downloaded > 0 && KEPT.has(status)

/** The fetches that take most room, at most so many, the largest first. Moves when one comes, goes or changes status. */
export function useStoredShares(most: number): readonly StoredShare[] {
  const client = useBackgroundFetchClient()
  const ids = useBackgroundFetchIds(takesRoom, bySize)
  return useMemo(
    () =>
      ids.slice(0, most).flatMap((id) => {
        const record = client.peek(id)
        return record === undefined ? [] : [{ id, title: titleOf(record), bytes: record.downloaded }]
      }),
    [client, ids, most],
  )
}
