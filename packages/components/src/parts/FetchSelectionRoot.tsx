'use client'
import type { KeyboardEvent } from 'react'
import { useBackgroundFetchSelection } from '@longhaul/hooks'
import { FetchSelectionContext, SelectedRowsContext } from './FetchSelectionContext.js'
import { part, type PartProps } from './part.js'

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
  const selection = useBackgroundFetchSelection(ids)
  const own = {
    'data-longhaul': 'selection',
    onKeyDown: (event: KeyboardEvent) => {
      // A question inside has the first say.
      if (event.key === 'Escape' && !event.defaultPrevented) selection.setAll(false)
    },
  } as const
  return (
    <SelectedRowsContext value={selection.rows}>
      <FetchSelectionContext value={selection}>{part('div', own, props)}</FetchSelectionContext>
    </SelectedRowsContext>
  )
}
