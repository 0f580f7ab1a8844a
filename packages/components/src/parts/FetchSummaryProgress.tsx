'use client'
import { useFetchSummary } from './FetchSummaryContext.js'
import { part, type PartProps } from './part.js'
import { progressAttributes } from './progressAttributes.js'

/** One bar over all fetches on their way; nothing where there are none. Its name and its words are the caller's. */
export function FetchSummaryProgress({ style, ...props }: PartProps<'div'>) {
  const summary = useFetchSummary()
  if (summary === null || summary.status === 'idle') return null
  const { status, totals } = summary
  const own = {
    'data-status': status,
    'data-busy': status === 'pending' && totals.progress === null ? '' : undefined,
    ...progressAttributes(totals.progress, style),
  }
  return part('div', { 'data-longhaul': 'progress', ...own }, props)
}
