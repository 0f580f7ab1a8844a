'use client'
import { useCallback, type ComponentPropsWithRef, type ReactNode } from 'react'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { FetchItem } from './FetchItem.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { RowList } from './RowList.js'
import { useFetchRows, type FetchRowsProps } from './useFetchRows.js'

/** Props of {@link FetchProgressList}. */
export interface FetchProgressListProps
  extends Omit<ComponentPropsWithRef<'div'>, 'children'>, FetchRowsProps {
  /** @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
  /** A row of your own. Keep it the same function between renders. @default FetchItem */
  readonly renderItem?: ((id: string) => ReactNode) | undefined
}

/**
 * Every background fetch, live, the newest first. The list renders when fetches come, go and change status; a tick renders
 * the one row it is about. Needs `@longhaul/components/styles.css`, or a style sheet of your own.
 */
export function FetchProgressList(props: FetchProgressListProps) {
  const { filter, sort, groupBy, renderGroup, empty, labels: own, renderItem, ...rest } = props
  const labels = useLabels(own)
  const rows = useFetchRows({ filter, sort, groupBy, renderGroup, empty }, labels)
  const renderRow = useCallback(
    (id: string) => (renderItem === undefined ? <FetchItem id={id} labels={labels} /> : renderItem(id)),
    [renderItem, labels],
  )
  return (
    <RowList aria-label={labels.list} {...rows} renderRow={renderRow} {...rest}>
      <FetchAnnouncer labels={labels} />
    </RowList>
  )
}
