'use client'
import { useFetchItem } from './FetchItemContext.js'
import { part, type PartProps } from './part.js'
import { stateAttributes } from './stateAttributes.js'

/** The line of words. It has none of its own: give it `statusLine(record, labels)`, or yours. */
export function FetchItemStatus(props: PartProps<'div'>) {
  const item = useFetchItem()
  if (item === null) return null
  return part('div', { 'data-longhaul': 'item-status', ...stateAttributes(item.record) }, props)
}
