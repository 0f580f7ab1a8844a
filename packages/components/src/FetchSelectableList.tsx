'use client'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { FetchItem } from './FetchItem.js'
import type { FetchProgressListProps } from './FetchProgressList.js'
import { FetchSelectionBar } from './FetchSelectionBar.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { FetchSelectionCheckbox } from './parts/FetchSelectionCheckbox.js'
import { FetchSelectionRoot } from './parts/FetchSelectionRoot.js'
import { FetchRowList } from './FetchRowList.js'
import { useFetchRows } from './useFetchRows.js'

/** Props of {@link FetchSelectableList}: those of `FetchProgressList`. A row of your own brings its own checkbox. */
export type FetchSelectableListProps = FetchProgressListProps

const itemOf = (id: string) => (
  <FetchItem id={id}>
    <Checkbox />
  </FetchItem>
)

function Checkbox() {
  return <FetchSelectionCheckbox aria-label={useLabels().selection.one} />
}

/**
 * `FetchProgressList` with a checkbox to each row, and a bar that does one thing to many. The selection stays when rows
 * change, move to another group or scroll out of view; a row that is selected renders alone.
 */
export function FetchSelectableList({
  labels: own,
  renderItem = itemOf,
  ...props
}: FetchSelectableListProps) {
  const labels = useLabels(own)
  const [list, rest] = useFetchRows(props, renderItem, labels)
  return (
    <LabelsProvider labels={labels}>
      <FetchSelectionRoot ids={list.rows.ids} {...rest}>
        <FetchSelectionBar />
        <FetchRowList aria-label={labels.list} {...list}>
          <FetchAnnouncer />
        </FetchRowList>
      </FetchSelectionRoot>
    </LabelsProvider>
  )
}
