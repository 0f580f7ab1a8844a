'use client'
import { useEffect, useState, type ComponentPropsWithRef } from 'react'
import { useBackgroundFetchClient } from '@longhaul/hooks'
import { announceChanges } from './announcements.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'

/** Long enough to be read out; then the region is empty again, and the same words are news the next time. */
const SPOKEN_MS = 6_000

/** Props of {@link FetchAnnouncer}. */
export interface FetchAnnouncerProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  readonly labels?: Labels | undefined
}

/**
 * A polite live region, out of sight, that says when fetches begin and end: once each, in batches, never percentages.
 * One to a page is enough; `FetchProgressList` brings its own.
 */
export function FetchAnnouncer({ labels: own, ...props }: FetchAnnouncerProps) {
  const client = useBackgroundFetchClient()
  const labels = useLabels(own)
  const [words, setWords] = useState('')

  useEffect(() => announceChanges(client, labels, setWords), [client, labels])
  useEffect(() => {
    if (words === '') return
    const timer = setTimeout(() => setWords(''), SPOKEN_MS)
    return () => clearTimeout(timer)
  }, [words])

  return (
    <div data-longhaul="announcer" role="status" aria-live="polite" lang={labels.locale} {...props}>
      {words}
    </div>
  )
}
