'use client'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { titleOf } from '@longhaul/hooks'
import { useFetchItem } from './FetchItemContext.js'
import { itemPart } from './itemPart.js'
import type { PartProps } from './part.js'
import { progressAttributes } from './progressAttributes.js'

/**
 * The bar: `role="progressbar"` with the fetch's title for a name. `--longhaul-done` on it is 0 to 1, and absent while
 * the total is unknown (`data-indeterminate`); `data-busy` where something goes on that no number tells. Words for `aria-valuetext` are the caller's.
 */
export function FetchItemProgress({ style, ...props }: PartProps<'div'>) {
  const item = useFetchItem()
  if (item === null) return null
  const { record, progress } = item
  const own = {
    'data-longhaul': 'progress',
    'aria-label': titleOf(record),
    'data-busy': isBusy(record, progress) ? '' : undefined,
    ...progressAttributes(progress, style),
  }
  return itemPart('div', item, own, props)
}

/** A queue is no work, whatever its size. */
function isBusy(record: BackgroundFetchRecord, progress: number | null): boolean {
  if (record.status !== 'pending' || record.phase === 'queued') return false
  return record.phase !== 'transferring' || progress === null
}
