'use client'
import { useLayoutEffect, useState, type KeyboardEvent } from 'react'
import { createSelection } from './createSelection.js'
import { FetchSelectionContext, SelectionContext } from './FetchSelectionContext.js'
import { part, type PartProps } from './part.js'
import { useSelectionState } from './useSelectionState.js'

/** Props of {@link FetchSelectionRoot}. */
export type FetchSelectionRootProps = PartProps<'div'> & {
  /** What can be selected, in the order of the rows: of what `useBackgroundFetchIds` gives, say. */
  readonly ids: readonly string[]
}

/**
 * Rows that can be selected: an element, and the context of the parts in it. What leaves `ids` is not selected any more;
 * whatever else happens to a row, it stays selected. Escape selects nothing.
 */
export function FetchSelectionRoot({ ids, ...props }: FetchSelectionRootProps) {
  const [selection] = useState(createSelection)
  useLayoutEffect(() => selection.setIds(ids), [selection, ids])
  const state = useSelectionState(selection, ids.length)
  const own = {
    'data-longhaul': 'selection',
    onKeyDown: (event: KeyboardEvent) => {
      // A question inside has the first say.
      if (event.key === 'Escape' && !event.defaultPrevented) state.setAll(false)
    },
  } as const
  return (
    <SelectionContext value={selection}>
      <FetchSelectionContext value={state}>{part('div', own, props)}</FetchSelectionContext>
    </SelectionContext>
  )
}
