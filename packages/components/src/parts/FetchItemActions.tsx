'use client'
import { useFetchItem } from './FetchItemContext.js'
import { part, type PartProps } from './part.js'
import { stateAttributes } from './stateAttributes.js'
import { useFocusKept } from './useFocusKept.js'

/** Holds an item's buttons. Where the focused one goes away, focus stays here: on its neighbour, else on this element. */
export function FetchItemActions(props: PartProps<'div'>) {
  const item = useFetchItem()
  const keeping = useFocusKept('button')
  if (item === null) return null
  const own = { 'data-longhaul': 'item-actions', tabIndex: -1, ...stateAttributes(item.record), ...keeping }
  return part('div', own, props)
}
