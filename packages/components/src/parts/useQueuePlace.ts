'use client'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { BackgroundFetchClient } from '@longhaul/core'
import { useBackgroundFetchClient } from '@longhaul/hooks'
import type { QueuePlace } from '../labels/Labels.js'
import { titleOf } from '../labels/titleOf.js'

/** Where a fetch stands among those that are queued, the oldest first; `null` while it is not queued itself. */
export function useQueuePlace(id: string, isQueued: boolean): QueuePlace | null {
  const client = useBackgroundFetchClient()
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (!isQueued) return () => {}
      return client.subscribe(({ structural, queueMoved }) => (structural || queueMoved) && onChange())
    },
    [client, isQueued],
  )
  // Text, so that an equal place is the same snapshot.
  const read = () => (isQueued ? JSON.stringify(queuePlace(client, id)) : 'null')
  const text = useSyncExternalStore(subscribe, read, () => 'null')
  return useMemo(() => JSON.parse(text) as QueuePlace | null, [text])
}

function queuePlace(client: BackgroundFetchClient, id: string): QueuePlace {
  const ids = client.peekIds()
  let place = 1
  const underWay: string[] = []
  for (const other of ids) {
    const record = client.peek(other)
    if (record?.status === 'pending' && record.phase !== 'queued') underWay.push(titleOf(record))
  }
  // Newest first: those that stand before this one come after it.
  for (const other of ids.slice(ids.indexOf(id) + 1)) {
    const record = client.peek(other)
    if (record?.status === 'pending' && record.phase === 'queued') place += 1
  }
  return { place, behind: underWay.length === 1 ? (underWay[0] ?? null) : null }
}
