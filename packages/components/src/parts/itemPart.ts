import type { ComponentPropsWithRef, ReactNode } from 'react'
import type { FetchItemState } from './FetchItemContext.js'
import { part, type PartAttributes, type PartProps } from './part.js'
import { stateAttributes } from './stateAttributes.js'

/** A part of an item, which says how its fetch stands; nothing where there is no item. */
export function itemPart<T extends 'div' | 'span'>(
  Element: T,
  item: FetchItemState | null,
  own: ComponentPropsWithRef<T> & PartAttributes,
  props: PartProps<T>,
): ReactNode {
  return item && part(Element, { ...stateAttributes(item.record), ...own }, props)
}
