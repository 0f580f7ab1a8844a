'use client'
import type { BackgroundFetchClient, BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand/react'
import { useLonghaul } from './context.js'
import { createStableList } from './stableList.js'
import type { Structure } from './structure.js'

/**
 * Which fetches to show: some statuses, or a question put to each record. The question is put when a fetch comes, goes or
 * changes status, and not when its bytes move.
 */
export type BackgroundFetchFilter =
  | readonly BackgroundFetchStatus[]
  | ((record: BackgroundFetchRecord) => boolean)

/**
 * Ids of the fetches that pass the filter, newest first: the way to render a list whose rows are live on their own. The
 * array stays the same while only bytes move. Empty until they are loaded (`useBackgroundFetchCounts` tells). Of what has
 * ended, the client loads the newest part; `useBackgroundFetchHistory` has it all.
 */
export function useBackgroundFetchIds(filter?: BackgroundFetchFilter): readonly string[] {
  const { client, stores } = useLonghaul()
  // Arrays written in place are new in every render: what they say is what counts.
  const statuses = typeof filter === 'function' ? undefined : filter?.join(' ')
  const question = typeof filter === 'function' ? filter : undefined
  const [keep] = useState(() => createStableList<string>())
  const select = useMemo(
    () => createIdSelector(client, toQuestion(statuses, question), keep),
    [client, statuses, question, keep],
  )
  return useStore(stores.structure, select)
}

function toQuestion(
  statuses: string | undefined,
  question: ((record: BackgroundFetchRecord) => boolean) | undefined,
) {
  if (statuses === undefined) return question
  const wanted = new Set(statuses.split(' '))
  return (record: BackgroundFetchRecord) => wanted.has(record.status)
}

function createIdSelector(
  client: BackgroundFetchClient,
  question: ((record: BackgroundFetchRecord) => boolean) | undefined,
  keep: (ids: readonly string[]) => readonly string[],
) {
  let asked: Structure | undefined
  let answer: readonly string[] = []
  const passes = (id: string) => {
    const record = client.peek(id)
    return record !== undefined && (question?.(record) ?? true)
  }
  return (structure: Structure) => {
    if (question === undefined) return structure.ids
    if (asked !== structure) answer = keep(structure.ids.filter(passes))
    asked = structure
    return answer
  }
}
