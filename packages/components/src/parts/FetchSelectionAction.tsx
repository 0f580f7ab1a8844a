'use client'
import type { FetchAction } from '../labels/Labels.js'
import { useFetchSelection } from './FetchSelectionContext.js'
import { part, type PartProps } from './part.js'

/** Props of {@link FetchSelectionAction}. */
export type FetchSelectionActionProps = PartProps<'button'> & {
  readonly action: FetchAction
  /** Called with how many it was done to. */
  readonly onDone?: ((count: number) => void) | undefined
}

/**
 * A button that does one thing to all the selected that it can be done to (`useFetchSelection().idsFor(action)`). Renders
 * nothing where there are none. `onClick` comes first and may `preventDefault()`. Its words are the caller's.
 */
export function FetchSelectionAction({ action, onDone, ...props }: FetchSelectionActionProps) {
  const selection = useFetchSelection()
  if (!selection?.idsFor(action).length) return null
  const own = { type: 'button', onClick: () => void selection.act(action).then(onDone) } as const
  return part('button', { 'data-longhaul': 'item-action', 'data-action': action, ...own }, props)
}
