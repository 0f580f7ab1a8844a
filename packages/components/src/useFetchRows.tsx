'use client'
import { useMemo, type ReactNode } from 'react'
import {
  useBackgroundFetchCounts,
  useBackgroundFetchGroups,
  type BackgroundFetchFilter,
  type BackgroundFetchSort,
} from '@longhaul/hooks'
import { Heading } from './Heading.js'
import type { FetchGrouping } from './labels/grouping.js'
import type { Labels } from './labels/Labels.js'
import type { RowListProps } from './RowList.js'

/** Which fetches a list shows, and in what order. Functions and objects are to stay the same between renders. */
export interface FetchRowsProps {
  /** Which fetches to show: statuses, or a question put to each record. @default all of them */
  readonly filter?: BackgroundFetchFilter | undefined
  /** Such as `byStatus`; asked when a fetch comes, goes or changes status. @default newest first */
  readonly sort?: BackgroundFetchSort | undefined
  /** Such as `byActivity`. @default no groups */
  readonly groupBy?: FetchGrouping | undefined
  /** A group's heading of your own. @default an `h3` with the title and the count */
  readonly renderGroup?: ((title: string, count: number, key: string) => ReactNode) | undefined
  /** What stands where there is nothing to show. @default words */
  readonly empty?: ReactNode
}

/** The rows of a list of fetches, and the headings among them. They are the same ones while only bytes move. */
export function useFetchRows(
  { filter, sort, groupBy, renderGroup, empty }: FetchRowsProps,
  labels: Labels,
): Pick<RowListProps, 'ids' | 'headings' | 'isLoaded' | 'empty' | 'labels'> {
  const groups = useBackgroundFetchGroups({ ...groupBy, filter, sort })
  const { counts, isLoaded } = useBackgroundFetchCounts()
  const rows = useMemo(() => {
    if (groupBy === undefined) return { ids: groups[0]?.ids ?? [] }
    const headings = new Map<string, ReactNode>()
    const ids = groups.flatMap(({ key, ids: members }) => {
      const title = groupBy.titleOf(key, labels)
      const heading = renderGroup?.(title, members.length, key) ?? (
        <Heading labels={labels} count={members.length}>
          {title}
        </Heading>
      )
      headings.set(members[0] ?? '', heading)
      return members
    })
    return { ids, headings }
  }, [groups, groupBy, renderGroup, labels])
  const areThereAny = Object.values(counts).some((count) => count > 0)
  return { ...rows, isLoaded, labels, empty: empty ?? (areThereAny ? labels.noMatch : labels.empty) }
}
