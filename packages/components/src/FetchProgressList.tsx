'use client'
import { useCallback, type ComponentPropsWithRef, type ReactNode } from 'react'
import { useBackgroundFetchCounts, useBackgroundFetchIds, type BackgroundFetchFilter } from '@longhaul/hooks'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { FetchItem } from './FetchItem.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { RowList } from './RowList.js'

/** Props of {@link FetchProgressList}. */
export interface FetchProgressListProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Which fetches to show: statuses, or a question put to each record. @default all of them */
  readonly filter?: BackgroundFetchFilter | undefined
  /** @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
  /** A row of your own. Keep it the same function between renders. @default FetchItem */
  readonly renderItem?: ((id: string) => ReactNode) | undefined
}

/**
 * Every background fetch, live, the newest first. The list renders when fetches come and go; a tick renders the one row it
 * is about. Needs `@longhaul/components/styles.css`, or a style sheet of your own.
 */
export function FetchProgressList({ filter, labels: own, renderItem, ...props }: FetchProgressListProps) {
  const ids = useBackgroundFetchIds(filter)
  const { isLoaded } = useBackgroundFetchCounts()
  const labels = useLabels(own)
  const renderRow = useCallback(
    (id: string) => (renderItem === undefined ? <FetchItem id={id} labels={labels} /> : renderItem(id)),
    [renderItem, labels],
  )
  const rows = { ids, renderRow, isLoaded, labels, empty: labels.empty }
  return (
    <RowList aria-label={labels.list} {...rows} {...props}>
      <FetchAnnouncer labels={labels} />
    </RowList>
  )
}
