'use client'
import type { MouseEvent } from 'react'
import { useDownloadButton } from './DownloadButtonContext.js'
import { part, type PartProps } from './part.js'

/**
 * The one button: it takes the next step, whichever that is (`data-step`), and is the same element all along, so that
 * focus stays on it. Nothing where there is no step. Its words are the caller's.
 */
export function DownloadButtonTrigger(props: PartProps<'button'>) {
  const download = useDownloadButton()
  if (!download?.step) return null
  const { step, take } = download
  const own = {
    type: 'button',
    onClick: ({ detail }: MouseEvent) => {
      // The second click of a double click was meant for the first step, not for the one that took its place.
      if (detail < 2) take()
    },
  } as const
  return part('button', { 'data-longhaul': 'download-trigger', 'data-step': step, ...own }, props)
}
