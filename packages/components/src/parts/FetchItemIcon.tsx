'use client'
import { useFetchItem } from './FetchItemContext.js'
import { part, type PartProps } from './part.js'
import { stateAttributes } from './stateAttributes.js'

/** A place for a picture of the fetch. Hidden from assistive technology: the words say it all. */
export function FetchItemIcon(props: PartProps<'span'>) {
  const item = useFetchItem()
  if (item === null) return null
  const own = { 'data-longhaul': 'item-icon', 'aria-hidden': true, ...stateAttributes(item.record) }
  return part('span', own, props)
}
