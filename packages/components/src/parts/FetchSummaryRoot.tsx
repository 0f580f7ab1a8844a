'use client'
import { useBackgroundFetchSummary } from '@longhaul/hooks'
import { FetchSummaryContext } from './FetchSummaryContext.js'
import { part, type PartProps } from './part.js'

/** All fetches as one: an element, and the context of the parts in it. */
export function FetchSummaryRoot(props: PartProps<'div'>) {
  const summary = useBackgroundFetchSummary()
  const own = {
    'data-longhaul': 'summary',
    'data-status': summary.status,
    role: 'group',
    'aria-busy': !summary.isLoaded,
  } as const
  return <FetchSummaryContext value={summary}>{part('div', own, props)}</FetchSummaryContext>
}
