'use client'
import type { ReactNode } from 'react'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { FetchProgressRing } from './FetchProgressRing.js'
import { Glyph, stepGlyph } from './Glyph.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { statusLine } from './labels/statusLine.js'
import { useDownloadButton, type DownloadStep } from './parts/DownloadButtonContext.js'
import { DownloadButtonRoot, type DownloadButtonRootProps } from './parts/DownloadButtonRoot.js'
import { DownloadButtonTrigger } from './parts/DownloadButtonTrigger.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemStatus } from './parts/FetchItemStatus.js'
import { useStatusFacts } from './useStatusFacts.js'

/** Props of {@link DownloadButton}. */
export type DownloadButtonProps = DownloadButtonRootProps & {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
  /** What stands there once everything is here, such as a link. @default a button where there is `onOpen`, else words */
  readonly children?: ReactNode
}

/**
 * One button through all states: it starts, pauses (or cancels where the engine has no pause), resumes, retries and opens,
 * with a ring around it while there is something to wait for. Made of the public parts alone.
 */
export function DownloadButton({ labels: own, children, ...props }: DownloadButtonProps) {
  const labels = useLabels(own)
  return (
    <DownloadButtonRoot {...props}>
      <Face labels={labels}>{children}</Face>
    </DownloadButtonRoot>
  )
}

function Face({ labels, children }: { readonly labels: Labels; readonly children: ReactNode }) {
  const download = useDownloadButton()
  const item = useFetchItem()
  const facts = useStatusFacts(item)
  if (download === null || !download.isLoaded) return null
  const { step, title } = download
  const record = item?.record
  if (record?.status === 'completed' && children !== undefined) return children
  const hasRing =
    record?.status === 'pending' || record?.status === 'interrupted' || record?.status === 'paused'
  const words = step === null ? '' : wordsOf(step, record, labels)
  return (
    <>
      {hasRing && <FetchProgressRing labels={labels} />}
      {step !== null && (
        <DownloadButtonTrigger key="trigger" aria-label={`${words} ${title}`} lang={labels.locale}>
          <Glyph name={stepGlyph(step, record)} />
          {words}
        </DownloadButtonTrigger>
      )}
      {record !== undefined && (step === null || tells(record)) && (
        <FetchItemStatus lang={labels.locale} dir={labels.direction}>
          {statusLine(record, labels, facts)}
        </FetchItemStatus>
      )}
    </>
  )
}

/** Whether a person has to know more than the button says. */
function tells({ status }: BackgroundFetchRecord): boolean {
  return status === 'interrupted' || status === 'failed'
}

function wordsOf(step: DownloadStep, record: BackgroundFetchRecord | undefined, labels: Labels): string {
  if (step === 'open') return labels.open
  // Whoever cancelled it does not try again: they want it after all.
  return step === 'start' || record?.status === 'aborted' ? labels.start : labels.actions[step]
}
