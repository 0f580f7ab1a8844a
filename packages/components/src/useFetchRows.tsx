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
import type { FetchRowListProps } from './FetchRowList.js'
import type { FetchRowSource } from './rows.js'

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

const headingOf = (title: string, count: number) => <Heading count={count}>{title}</Heading>

/**
 * What a list of fetches gives its `FetchRowList`: rows, with headings among them, that are the same ones while only bytes move;
 * and those props that say nothing of them.
 */
export function useFetchRows<Props extends FetchRowsProps>(
  { filter, sort, groupBy, renderGroup = headingOf, empty, ...rest }: Props,
  renderRow: FetchRowSource['renderRow'],
  labels: Labels,
): readonly [Pick<FetchRowListProps, 'rows' | 'isLoaded' | 'empty'>, Omit<Props, keyof FetchRowsProps>] {
  const groups = useBackgroundFetchGroups({ ...groupBy, filter, sort })
  const { counts, isLoaded } = useBackgroundFetchCounts()
  const rows = useMemo(() => {
    const renderHeading = (id: string) => {
      const group = groups.find(({ ids }) => ids[0] === id)
      return groupBy && group && renderGroup(groupBy.titleOf(group.key, labels), group.ids.length, group.key)
    }
    return { ids: groups.flatMap(({ ids }) => ids), renderHeading, renderRow }
  }, [groups, groupBy, renderGroup, renderRow, labels])
  const areThereAny = Object.values(counts).some((count) => count > 0)
  return [{ rows, isLoaded, empty: empty ?? (areThereAny ? labels.noMatch : labels.empty) }, rest]
}
