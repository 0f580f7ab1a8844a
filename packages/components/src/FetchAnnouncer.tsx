'use client'
import { useCallback, type ComponentPropsWithRef } from 'react'
import {
  titleOf,
  useBackgroundFetchAnnouncements,
  useSpokenWords,
  type BackgroundFetchNews,
} from '@longhaul/hooks'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { sentences } from './labels/sentences.js'

/** Props of {@link FetchAnnouncer}. */
export interface FetchAnnouncerProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  readonly labels?: Labels | undefined
}

/**
 * A polite live region, out of sight, that says when fetches begin and end: once each, in batches, never percentages.
 * One to a page is enough; lists of fetches bring their own. Of several under one Provider the last to come speaks, for all
 * fetches, whatever a list leaves out.
 */
export function FetchAnnouncer({ labels: own, ...props }: FetchAnnouncerProps) {
  const labels = useLabels(own)
  const [words, say] = useSpokenWords()
  const tell = useCallback(
    (news: readonly BackgroundFetchNews[]) => {
      const told = news.map(({ event, records: [first, ...others] }) =>
        labels.announce[event]([titleOf(first), ...others.map(titleOf)]),
      )
      say(sentences(...told))
    },
    [labels, say],
  )
  useBackgroundFetchAnnouncements(tell)

  return (
    <div data-longhaul="announcer" role="status" aria-live="polite" lang={labels.locale} {...props}>
      {words}
    </div>
  )
}
