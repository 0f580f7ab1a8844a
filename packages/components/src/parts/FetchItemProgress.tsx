'use client'
import type { CSSProperties } from 'react'
import { titleOf } from '../labels/titleOf.js'
import { useFetchItem } from './FetchItemContext.js'
import { part, type PartProps } from './part.js'
import { stateAttributes } from './stateAttributes.js'

/**
 * The bar: `role="progressbar"` with the fetch's title for a name. `--longhaul-done` on it is 0 to 1, and absent while
 * the total is unknown (`data-indeterminate`). Words for `aria-valuetext` are the caller's.
 */
export function FetchItemProgress({ style, ...props }: PartProps<'div'>) {
  const item = useFetchItem()
  if (item === null) return null
  const { record, progress } = item
  const known = progress !== null
  const own = {
    role: 'progressbar',
    'aria-label': titleOf(record),
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': known ? Math.floor(progress * 100) : undefined,
    'data-indeterminate': known ? undefined : '',
    style: { ...(known ? ({ '--longhaul-done': progress } as CSSProperties) : {}), ...style },
  } as const
  return part('div', { 'data-longhaul': 'progress', ...stateAttributes(record), ...own }, props)
}
