'use client'
import type { BackgroundFetchRecord } from '@longhaul/core'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { progressText } from './labels/statusLine.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemProgress } from './parts/FetchItemProgress.js'
import { FetchItemProvider } from './parts/FetchItemProvider.js'
import type { PartProps } from './parts/part.js'
import { useStatusFacts } from './useStatusFacts.js'

/** Props of {@link FetchProgressBar}. */
export interface FetchProgressBarProps extends Omit<PartProps<'div'>, 'id'> {
  /** A live fetch. */
  readonly id?: string
  /** A record that stands for itself. Without `id` and `record` the bar shows the item around it. */
  readonly record?: BackgroundFetchRecord
  readonly labels?: Labels
}

/** A bar that says in words how far a fetch is. Alone with an `id`, or inside a `FetchItemRoot`. */
export function FetchProgressBar({ id, record, ...props }: FetchProgressBarProps) {
  if (record !== undefined) {
    return (
      <FetchItemProvider record={record}>
        <Bar {...props} />
      </FetchItemProvider>
    )
  }
  if (id === undefined) return <Bar {...props} />
  return (
    <FetchItemProvider id={id}>
      <Bar {...props} />
    </FetchItemProvider>
  )
}

function Bar({ labels: own, ...props }: Omit<FetchProgressBarProps, 'id' | 'record'>) {
  const item = useFetchItem()
  const labels = useLabels(own)
  const facts = useStatusFacts(item)
  if (item === null) return null
  return <FetchItemProgress aria-valuetext={progressText(item.record, labels, facts)} {...props} />
}
