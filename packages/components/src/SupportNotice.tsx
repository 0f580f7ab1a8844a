'use client'
import type { ComponentPropsWithRef } from 'react'
import { promiseOf, useBackgroundFetchSupport } from '@longhaul/hooks'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'

/** Props of {@link SupportNotice}. */
export interface SupportNoticeProps extends Omit<ComponentPropsWithRef<'p'>, 'children'> {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
}

/** What this browser, here and now, can promise, in a sentence. Renders nothing until that is known. */
export function SupportNotice({ labels: own, ...props }: SupportNoticeProps) {
  const { data: support } = useBackgroundFetchSupport()
  const labels = useLabels(own)
  if (support === undefined) return null
  return (
    <p
      data-longhaul="support-notice"
      data-obstacle={support.obstacle ?? undefined}
      lang={labels.locale}
      dir={labels.direction}
      {...props}
    >
      {labels.support[promiseOf(support)]}
    </p>
  )
}
