'use client'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { progressText } from './labels/statusLine.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemProgress } from './parts/FetchItemProgress.js'
import { FetchItemProvider, type ItemAroundProps } from './parts/FetchItemProvider.js'
import type { PartProps } from './parts/part.js'
import { useStatusFacts } from './useStatusFacts.js'

/** Props of {@link FetchProgressBar}. */
export interface FetchProgressBarProps extends Omit<PartProps<'div'>, 'id'>, ItemAroundProps {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
}

/** A bar that says in words how far a fetch is. Alone with an `id` or a `record`, or inside a `FetchItemRoot`. */
export function FetchProgressBar({ id, record, ...props }: FetchProgressBarProps) {
  return (
    <FetchItemProvider id={id} record={record}>
      <Bar {...props} />
    </FetchItemProvider>
  )
}

function Bar({ labels: own, ...props }: Omit<FetchProgressBarProps, keyof ItemAroundProps>) {
  const item = useFetchItem()
  const labels = useLabels(own)
  const facts = useStatusFacts(item)
  return item && <FetchItemProgress aria-valuetext={progressText(item.record, labels, facts)} {...props} />
}
