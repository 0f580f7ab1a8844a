'use client'
import { useFetchItem } from './FetchItemContext.js'
import { itemPart } from './itemPart.js'
import type { PartProps } from './part.js'

/** A place for a picture of the fetch. Hidden from assistive technology: the words say it all. */
export function FetchItemIcon(props: PartProps<'span'>) {
  return itemPart('span', useFetchItem(), { 'data-longhaul': 'item-icon', 'aria-hidden': true }, props)
}
