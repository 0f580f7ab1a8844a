'use client'
import type { Labels } from './labels/Labels.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { countsLine, totalsLine } from './labels/summaryLines.js'
import { useFetchSummary } from './parts/FetchSummaryContext.js'
import { FetchSummaryProgress } from './parts/FetchSummaryProgress.js'
import { FetchSummaryRoot } from './parts/FetchSummaryRoot.js'
import type { PartProps } from './parts/part.js'
import { Words } from './Words.js'

/** Props of {@link FetchSummary}. */
export type FetchSummaryProps = PartProps<'div'> & {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
}

/** All fetches as one: how many stand how, one bar, one line of words. Made of the public parts. */
export function FetchSummary({ labels: own, ...props }: FetchSummaryProps) {
  const labels = useLabels(own)
  return (
    <LabelsProvider labels={labels}>
      <FetchSummaryRoot aria-label={labels.summary} {...props}>
        <Lines />
      </FetchSummaryRoot>
    </LabelsProvider>
  )
}

function Lines() {
  const summary = useFetchSummary()
  const labels = useLabels()
  if (summary === null) return null
  const { counts, totals, secondsLeft, isLoaded, status } = summary
  const line = totalsLine(totals, labels, secondsLeft)
  return (
    <>
      <Words data-longhaul="summary-counts">{isLoaded ? countsLine(counts, labels) : labels.loading}</Words>
      <FetchSummaryProgress aria-label={labels.summary} aria-valuetext={line} />
      {status !== 'idle' && <Words data-longhaul="summary-totals">{line}</Words>}
    </>
  )
}
