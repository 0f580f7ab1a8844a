'use client'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { countsLine, totalsLine } from './labels/summaryLines.js'
import { useFetchSummary } from './parts/FetchSummaryContext.js'
import { FetchSummaryProgress } from './parts/FetchSummaryProgress.js'
import { FetchSummaryRoot } from './parts/FetchSummaryRoot.js'
import type { PartProps } from './parts/part.js'

/** Props of {@link FetchSummary}. */
export type FetchSummaryProps = PartProps<'div'> & {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
}

/** All fetches as one: how many stand how, one bar, one line of words. Made of the public parts alone. */
export function FetchSummary({ labels: own, ...props }: FetchSummaryProps) {
  const labels = useLabels(own)
  return (
    <FetchSummaryRoot aria-label={labels.summary} {...props}>
      <Lines labels={labels} />
    </FetchSummaryRoot>
  )
}

function Lines({ labels }: { readonly labels: Labels }) {
  const summary = useFetchSummary()
  if (summary === null) return null
  const { counts, totals, secondsLeft, isLoaded, status } = summary
  const words = { lang: labels.locale, dir: labels.direction }
  const line = totalsLine(totals, labels, secondsLeft)
  return (
    <>
      <div data-longhaul="summary-counts" {...words}>
        {isLoaded ? countsLine(counts, labels) : labels.loading}
      </div>
      <FetchSummaryProgress aria-label={labels.summary} aria-valuetext={line} />
      {status !== 'idle' && (
        <div data-longhaul="summary-totals" {...words}>
          {line}
        </div>
      )}
    </>
  )
}
