'use client'
import { titleOf } from '@longhaul/hooks'
import { useFetchItem } from './FetchItemContext.js'
import { part, type PartProps } from './part.js'
import { stateAttributes } from './stateAttributes.js'

/** The fetch's title, in its own writing direction. Buttons of the item are named after it. */
export function FetchItemTitle(props: PartProps<'div'>) {
  const item = useFetchItem()
  if (item === null) return null
  const { record, titleId } = item
  const own = { id: titleId, dir: 'auto', children: titleOf(record) }
  return part('div', { 'data-longhaul': 'item-title', ...stateAttributes(record), ...own }, props)
}
