'use client'
import type { BackgroundFetchClient, BackgroundFetchRecord } from '@longhaul/core'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand/react'
import { useLonghaul } from './context.js'
import type { BackgroundFetchSort } from './sorting.js'
import { isSameList } from './stableList.js'
import type { Structure } from './structure.js'
import { useBackgroundFetchIds, type BackgroundFetchFilter } from './useBackgroundFetchIds.js'

/** The fetches for which `groupOf` gave the same answer. */
export interface BackgroundFetchGroup {
  readonly key: string
  readonly ids: readonly string[]
}

/** Options of {@link useBackgroundFetchGroups}. Keep functions the same between renders. */
export interface BackgroundFetchGroupsOptions {
  /** The key of a record's group. Asked when a fetch comes, goes or changes status. @default one group, of key `''` */
  readonly groupOf?: ((record: BackgroundFetchRecord) => string) | undefined
  readonly filter?: BackgroundFetchFilter | undefined
  /** Of the fetches. @default newest first */
  readonly sort?: BackgroundFetchSort | undefined
  /** Keys in the order their groups stand in; what is not named comes last. @default as their first fetches stand */
  readonly order?: readonly string[] | undefined
}

/**
 * Ids of the fetches that pass the filter, in groups. Groups and their lists stay the same while only bytes move; a group
 * that nothing came to or left keeps its list. No group is empty.
 */
export function useBackgroundFetchGroups({
  groupOf,
  filter,
  sort,
  order,
}: BackgroundFetchGroupsOptions = {}): readonly BackgroundFetchGroup[] {
  const { client, stores } = useLonghaul()
  const ids = useBackgroundFetchIds(filter, sort)
  const [keep] = useState(createKeptGroups)
  const select = useMemo(
    () => createGroupSelector(client, ids, groupOf, order, keep),
    [client, ids, groupOf, order, keep],
  )
  return useStore(stores.structure, select)
}

type Groups = readonly BackgroundFetchGroup[]

function createGroupSelector(
  client: BackgroundFetchClient,
  ids: readonly string[],
  groupOf: ((record: BackgroundFetchRecord) => string) | undefined,
  order: readonly string[] | undefined,
  keep: (next: Groups) => Groups,
) {
  let asked: Structure | undefined
  let answer: Groups = []
  return (structure: Structure) => {
    if (asked !== structure) answer = keep(inOrder(groupsOf(client, ids, groupOf), order))
    asked = structure
    return answer
  }
}

function groupsOf(
  client: BackgroundFetchClient,
  ids: readonly string[],
  groupOf: ((record: BackgroundFetchRecord) => string) | undefined,
): Groups {
  if (groupOf === undefined) return ids.length === 0 ? [] : [{ key: '', ids }]
  const groups = new Map<string, string[]>()
  for (const id of ids) {
    const record = client.peek(id)
    if (record === undefined) continue
    const key = groupOf(record)
    const members = groups.get(key)
    if (members === undefined) groups.set(key, [id])
    else members.push(id)
  }
  return Array.from(groups, ([key, members]) => ({ key, ids: members }))
}

function inOrder(groups: Groups, order: readonly string[] | undefined): Groups {
  if (order === undefined) return groups
  const place = ({ key }: BackgroundFetchGroup) => {
    const index = order.indexOf(key)
    return index < 0 ? order.length : index
  }
  return groups.toSorted((a, b) => place(a) - place(b))
}

/** Makes a function that hands back what it gave last, whole or group by group, where the new says the same. */
function createKeptGroups(): (next: Groups) => Groups {
  let last: Groups = []
  return (next) => {
    const kept = next.map((group) => {
      const known = last.find(({ key }) => key === group.key)
      return known !== undefined && isSameList(known.ids, group.ids) ? known : group
    })
    if (!isSameList(last, kept)) last = kept
    return last
  }
}
