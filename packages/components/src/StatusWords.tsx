'use client'
import { useLabels } from './labels/LabelsProvider.js'
import { statusLine } from './labels/statusLine.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemStatus } from './parts/FetchItemStatus.js'
import { useStatusFacts } from './useStatusFacts.js'

/** The line of words of the item around it. A clock that moves it renders this line alone. */
export function StatusWords() {
  const item = useFetchItem()
  const labels = useLabels()
  const facts = useStatusFacts(item)
  return (
    item && (
      <FetchItemStatus lang={labels.locale} dir={labels.direction}>
        {statusLine(item.record, labels, facts)}
      </FetchItemStatus>
    )
  )
}
