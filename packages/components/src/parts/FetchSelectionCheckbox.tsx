'use client'
import { use, useId, type ChangeEvent, type KeyboardEvent } from 'react'
import { useIsSelected } from '@longhaul/hooks'
import { useFetchItem } from './FetchItemContext.js'
import { SelectedRowsContext } from './FetchSelectionContext.js'
import { part, type PartProps } from './part.js'

/**
 * Selects the fetch of the item around it; named by its own `aria-label` and the item's title ("Select Film"). With shift,
 * all between it and the one before it follow, by pointer and by space. Arrows go to the neighbours' boxes, Ctrl or ⌘ with
 * A selects all. Renders nothing outside of a `FetchSelectionRoot`.
 */
export function FetchSelectionCheckbox(props: PartProps<'input'>) {
  const item = useFetchItem()
  const rows = use(SelectedRowsContext)
  const ownId = useId()
  const checked = useIsSelected(rows, item?.record.id)
  if (item === null || rows === undefined) return null
  const id = props.id ?? ownId
  const own = {
    id,
    type: 'checkbox',
    checked,
    'aria-labelledby': `${id} ${item.titleId}`,
    onChange: ({ nativeEvent }: ChangeEvent) =>
      rows.toggle(item.record.id, (nativeEvent as MouseEvent).shiftKey),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey)
      if (isAll) rows.setAll(true)
      if (isAll || moveFocus(event)) event.preventDefault()
    },
  } as const
  return part('input', { 'data-longhaul': 'selection-checkbox', ...own }, props)
}

function moveFocus({ key, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (step === 0) return false
  const root = currentTarget.closest('[data-longhaul="selection"]')
  const all = [...(root?.querySelectorAll<HTMLElement>('[data-longhaul="selection-checkbox"]') ?? [])]
  all[all.indexOf(currentTarget) + step]?.focus()
  return true
}
