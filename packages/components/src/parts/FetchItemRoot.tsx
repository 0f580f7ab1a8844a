'use client'
import { useFetchItem } from './FetchItemContext.js'
import { FetchItemProvider, type FetchItemSource } from './FetchItemProvider.js'
import { part, type PartProps } from './part.js'
import { splitSource } from './splitSource.js'
import { stateAttributes } from './stateAttributes.js'

export type FetchItemRootProps = FetchItemSource & Omit<PartProps<'div'>, 'id'>

/** One fetch: an element, and the context of the parts in it. Takes the `id` of a live fetch, or a `record`. */
export function FetchItemRoot(props: FetchItemRootProps) {
  const [source, rest] = splitSource(props)
  return (
    <FetchItemProvider {...source}>
      <Root {...rest} />
    </FetchItemProvider>
  )
}

function Root(props: PartProps<'div'>) {
  const item = useFetchItem()
  if (item === null) return null
  return part('div', { 'data-longhaul': 'item', ...stateAttributes(item.record) }, props)
}
