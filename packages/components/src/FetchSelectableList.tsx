'use client'
import { useCallback } from 'react'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { FetchItem } from './FetchItem.js'
import type { FetchProgressListProps } from './FetchProgressList.js'
import { FetchSelectionBar } from './FetchSelectionBar.js'
import { useLabels } from './labels/LabelsProvider.js'
import { FetchSelectionCheckbox } from './parts/FetchSelectionCheckbox.js'
import { FetchSelectionRoot } from './parts/FetchSelectionRoot.js'
import { RowList } from './RowList.js'
import { useFetchRows } from './useFetchRows.js'

/** Props of {@link FetchSelectableList}: those of `FetchProgressList`. A row of your own brings its own checkbox. */
export type FetchSelectableListProps = FetchProgressListProps

/**
 * `FetchProgressList` with a checkbox to each row, and a bar that does one thing to many. The selection stays when rows
 * change, move to another group or scroll out of view; a row that is selected renders alone.
 */
export function FetchSelectableList(props: FetchSelectableListProps) {
  const { filter, sort, groupBy, renderGroup, empty, labels: own, renderItem, ...rest } = props
  const labels = useLabels(own)
  const rows = useFetchRows({ filter, sort, groupBy, renderGroup, empty }, labels)
  const renderRow = useCallback(
    (id: string) => {
      if (renderItem !== undefined) return renderItem(id)
      return (
        <FetchItem id={id} labels={labels}>
          <FetchSelectionCheckbox aria-label={labels.selection.one} />
        </FetchItem>
      )
    },
    [renderItem, labels],
  )
  return (
    <FetchSelectionRoot ids={rows.ids} {...rest}>
      <FetchSelectionBar labels={labels} />
      <RowList aria-label={labels.list} {...rows} renderRow={renderRow}>
        <FetchAnnouncer labels={labels} />
      </RowList>
    </FetchSelectionRoot>
  )
}
