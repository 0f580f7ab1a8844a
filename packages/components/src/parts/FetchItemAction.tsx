'use client'
import { useId } from 'react'
import type { FetchAction } from '../labels/Labels.js'
import { useFetchItem } from './FetchItemContext.js'
import { part, type PartProps } from './part.js'

/** Props of {@link FetchItemAction}. */
export type FetchItemActionProps = PartProps<'button'> & { readonly action: FetchAction }

/**
 * A button for one action, named by its content and the item's title ("Pause Film"). Renders nothing where the action
 * would do nothing. `onClick` comes first and may `preventDefault()`. Keep one element for actions that replace each
 * other (`action={paused ? 'resume' : 'pause'}`), and focus stays on it.
 */
export function FetchItemAction({ action, ...props }: FetchItemActionProps) {
  const item = useFetchItem()
  const ownId = useId()
  if (!item?.available.includes(action)) return null
  const { act, titleId } = item
  const id = props.id ?? ownId
  const own = {
    id,
    type: 'button',
    'aria-labelledby': `${id} ${titleId}`,
    onClick: () => act(action),
  } as const
  return part('button', { 'data-longhaul': 'item-action', 'data-action': action, ...own }, props)
}
