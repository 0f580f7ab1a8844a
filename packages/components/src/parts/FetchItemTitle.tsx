'use client'
import { titleOf } from '@longhaul/hooks'
import { useFetchItem } from './FetchItemContext.js'
import { itemPart } from './itemPart.js'
import type { PartProps } from './part.js'

/** The fetch's title, in its own writing direction. Buttons of the item are named after it. */
export function FetchItemTitle(props: PartProps<'div'>) {
  const item = useFetchItem()
  const children = item && titleOf(item.record)
  return itemPart(
    'div',
    item,
    { 'data-longhaul': 'item-title', id: item?.titleId, dir: 'auto', children },
    props,
  )
}
