'use client'
import { useFetchItem } from './FetchItemContext.js'
import { itemPart } from './itemPart.js'
import type { PartProps } from './part.js'
import { useFocusKept } from './useFocusKept.js'

/** Holds an item's buttons. Where the focused one goes away, focus stays here: on its neighbour, else on this element. */
export function FetchItemActions(props: PartProps<'div'>) {
  const own = { 'data-longhaul': 'item-actions', tabIndex: -1, ...useFocusKept('button') }
  return itemPart('div', useFetchItem(), own, props)
}
