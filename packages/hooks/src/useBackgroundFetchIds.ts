'use client'
import type { BackgroundFetchClient, BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand/react'
import { useLonghaul } from './context.js'
import type { BackgroundFetchSort } from './sorting.js'
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
 * Ids of the fetches that pass the filter, newest first or as `sort` has it: the way to render a list whose rows are live
 * on their own. The array stays the same while only bytes move: both are asked when a fetch comes, goes or changes status,
 * so nothing changes places under a finger. Keep functions the same between renders. Empty until they are loaded
 * (`useBackgroundFetchCounts` tells). Of what has ended, the client loads the newest part; `useBackgroundFetchHistory` has
 * it all.
 */
export function useBackgroundFetchIds(
  filter?: BackgroundFetchFilter,
  sort?: BackgroundFetchSort,
): readonly string[] {
  const { client, stores } = useLonghaul()
  // Arrays written in place are new in every render: what they say is what counts.
  const statuses = typeof filter === 'function' ? undefined : filter?.join(' ')
  const question = typeof filter === 'function' ? filter : undefined
  const [keep] = useState(() => createStableList<string>())
  const select = useMemo(
    () => createIdSelector(client, toQuestion(statuses, question), sort, keep),
    [client, statuses, question, sort, keep],
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
  sort: BackgroundFetchSort | undefined,
  keep: (ids: readonly string[]) => readonly string[],
) {
  let asked: Structure | undefined
  let answer: readonly string[] = []
  return (structure: Structure) => {
    if (question === undefined && sort === undefined) return structure.ids
    if (asked === structure) return answer
    asked = structure
    const records = structure.ids.flatMap((id) => client.peek(id) ?? []).filter(question ?? (() => true))
    // Sorting is stable: what it finds equal stays newest first.
    if (sort !== undefined) records.sort(sort)
    answer = keep(records.map(({ id }) => id))
    return answer
  }
}
