'use client'
import { useFetchItem } from './FetchItemContext.js'
import { FetchItemProvider, type FetchItemSource } from './FetchItemProvider.js'
import { elementProps } from './elementProps.js'
import { itemPart } from './itemPart.js'
import type { PartProps } from './part.js'

export type FetchItemRootProps = FetchItemSource & Omit<PartProps<'div'>, 'id'>

/** One fetch: an element, and the context of the parts in it. Takes the `id` of a live fetch, or a `record`. */
export function FetchItemRoot(props: FetchItemRootProps) {
  return (
    <FetchItemProvider {...props}>
      <Root {...elementProps(props)} />
    </FetchItemProvider>
  )
}

function Root(props: PartProps<'div'>) {
  return itemPart('div', useFetchItem(), { 'data-longhaul': 'item' }, props)
}
