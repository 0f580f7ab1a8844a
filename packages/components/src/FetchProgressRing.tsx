'use client'
import { useEffect } from 'react'
import { FetchProgressBar, type FetchProgressBarProps } from './FetchProgressBar.js'

/** Props of {@link FetchProgressRing}. */
export type FetchProgressRingProps = FetchProgressBarProps

/** The bar as a ring, for places with no room for a bar. It fills clockwise in every direction of reading. */
export function FetchProgressRing(props: FetchProgressRingProps) {
  useEffect(registerDone, [])
  return <FetchProgressBar data-longhaul="ring" {...props} />
}

/**
 * Tells the document that `--longhaul-done` is a number, so that a style can move from one value to the next. The style
 * sheet says it too, but a browser hears no `@property` that stands in a shadow root.
 */
function registerDone() {
  try {
    CSS.registerProperty({ name: '--longhaul-done', syntax: '<number>', inherits: true, initialValue: '0' })
  } catch {
    // Registered already, or an old browser: then a ring steps where it would glide.
  }
}
