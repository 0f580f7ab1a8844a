'use client'
import type { ReactNode } from 'react'
import { activityOf } from '@longhaul/hooks'
import { FetchProgressRing } from './FetchProgressRing.js'
import { Glyph } from './Glyph.js'
import type { Labels } from './labels/Labels.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { useDownloadButton, type DownloadStep } from './parts/DownloadButtonContext.js'
import { DownloadButtonRoot, type DownloadButtonRootProps } from './parts/DownloadButtonRoot.js'
import { DownloadButtonTrigger } from './parts/DownloadButtonTrigger.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { StatusWords } from './StatusWords.js'

/** Props of {@link DownloadButton}. */
export type DownloadButtonProps = DownloadButtonRootProps & {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
  /** What stands there once everything is here, such as a link. @default a button where there is `onOpen`, else words */
  readonly children?: ReactNode
}

/**
 * One button through all states: it starts, pauses (or cancels where the engine has no pause), resumes, retries and opens,
 * with a ring around it while there is something to wait for. Made of the public parts, and glyphs.
 */
export function DownloadButton({ labels, children, ...props }: DownloadButtonProps) {
  return (
    <LabelsProvider labels={useLabels(labels)}>
      <DownloadButtonRoot {...props}>
        <Face>{children}</Face>
      </DownloadButtonRoot>
    </LabelsProvider>
  )
}

function Face({ children }: { readonly children: ReactNode }) {
  const download = useDownloadButton()
  const record = useFetchItem()?.record
  if (!download?.isLoaded) return null
  const { step } = download
  if (record?.status === 'completed' && children !== undefined) return children
  // Whether a person has to know more than the button says.
  const isTold = step === null || record?.status === 'interrupted' || record?.status === 'failed'
  return (
    <>
      {record !== undefined && activityOf(record) !== 'finished' && <FetchProgressRing />}
      {step !== null && (
        // Whoever cancelled it does not try again: they want it after all.
        <Trigger key="trigger" step={record?.status === 'aborted' ? 'start' : step} title={download.title} />
      )}
      {isTold && <StatusWords />}
    </>
  )
}

function Trigger({ step, title }: { readonly step: DownloadStep; readonly title: string }) {
  const labels = useLabels()
  const words = step === 'start' || step === 'open' ? labels[step] : labels.actions[step]
  return (
    <DownloadButtonTrigger aria-label={`${words} ${title}`} lang={labels.locale}>
      <Glyph name={step === 'open' ? 'done' : step} />
      {words}
    </DownloadButtonTrigger>
  )
}
