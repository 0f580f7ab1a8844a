'use client'
import { FetchProgressBar, type FetchProgressBarProps } from './FetchProgressBar.js'
import { useRegisteredDone } from './useRegisteredDone.js'

/** Props of {@link FetchProgressRing}. */
export type FetchProgressRingProps = FetchProgressBarProps

/** The bar as a ring, for places with no room for a bar. It fills clockwise in every direction of reading. */
export function FetchProgressRing(props: FetchProgressRingProps) {
  useRegisteredDone()
  return <FetchProgressBar data-longhaul="ring" {...props} />
}
