'use client'
import { useEffect, type ComponentPropsWithRef } from 'react'
import { useBackgroundFetchClient } from '@longhaul/hooks'
import { announceChanges } from './announcements.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { useSpoken } from './useSpoken.js'

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
  const [words, say] = useSpoken()

  useEffect(() => announceChanges(client, labels, say), [client, labels, say])

  return (
    <div data-longhaul="announcer" role="status" aria-live="polite" lang={labels.locale} {...props}>
      {words}
    </div>
  )
}
