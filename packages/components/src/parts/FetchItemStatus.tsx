'use client'
import { useFetchItem } from './FetchItemContext.js'
import { itemPart } from './itemPart.js'
import type { PartProps } from './part.js'

/** The line of words. It has none of its own: give it `statusLine(record, labels)`, or yours. */
export function FetchItemStatus(props: PartProps<'div'>) {
  return itemPart('div', useFetchItem(), { 'data-longhaul': 'item-status' }, props)
}
