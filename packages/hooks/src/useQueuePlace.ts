'use client'
import type { BackgroundFetchClient, BackgroundFetchRecord } from '@longhaul/core'
import { useMemo } from 'react'
import { useStore } from 'zustand/react'
import { useLonghaul } from './context.js'
import { titleOf } from './titleOf.js'

/** Where a queued fetch stands. */
export interface BackgroundFetchQueuePlace {
  /** 1 is next. */
  readonly place: number
  /** Title of the one fetch it waits for, where there is exactly one. */
  readonly behind: string | null
}

/** Where a fetch stands among those that are queued, the oldest first; `null` while it is not queued itself. */
export function useQueuePlace(record: BackgroundFetchRecord | undefined): BackgroundFetchQueuePlace | null {
  const { client, stores } = useLonghaul()
  const id = isQueued(record) ? record?.id : undefined
  // Text, so that an equal place is the same.
  const text = useStore(stores.structure, ({ ids }) =>
    id !== undefined && ids.includes(id) ? JSON.stringify(queuePlace(client, ids, id)) : 'null',
  )
  return useMemo(() => JSON.parse(text) as BackgroundFetchQueuePlace | null, [text])
}

function queuePlace(
  client: BackgroundFetchClient,
  ids: readonly string[],
  id: string,
): BackgroundFetchQueuePlace {
  const pending = ids.flatMap((each) => client.peek(each) ?? []).filter(({ status }) => status === 'pending')
  const [first, ...others] = pending.filter((record) => !isQueued(record))
  // Newest first: those that stand before this one come after it.
  const older = pending.slice(pending.findIndex((record) => record.id === id) + 1)
  return {
    place: 1 + older.filter(isQueued).length,
    behind: first !== undefined && others.length === 0 ? titleOf(first) : null,
  }
}

function isQueued(record: BackgroundFetchRecord | undefined): boolean {
  return record?.status === 'pending' && record.phase === 'queued'
}
