'use client'
import { createContext, use } from 'react'
import type { FetchAction } from '../labels/Labels.js'

/** What the one button does next. */
export type DownloadStep = FetchAction | 'start' | 'open'

/** What the parts of a download button know, beside the item there may be. */
export interface DownloadButtonState {
  /** `null` where there is nothing to press for: not loaded yet, being put away, or here already. */
  readonly step: DownloadStep | null
  readonly take: () => void
  /** What is, or would be, downloaded. */
  readonly title: string
  /** Without it, no item may only mean *not yet*. */
  readonly isLoaded: boolean
}

/** Context of one download button. */
export const DownloadButtonContext = createContext<DownloadButtonState | null>(null)

/** The download button around this component, or `null` where there is none. Its fetch is in `useFetchItem()`. */
export function useDownloadButton(): DownloadButtonState | null {
  return use(DownloadButtonContext)
}
