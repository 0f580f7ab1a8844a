'use client'
import { useLayoutEffect, useRef } from 'react'
import { useFetchSelection } from './FetchSelectionContext.js'
import { part, type PartProps } from './part.js'

/** Selects all there are, or none; half where some are. Its words are the caller's. */
export function FetchSelectionAll(props: Omit<PartProps<'input'>, 'ref'>) {
  const selection = useFetchSelection()
  const box = useRef<HTMLInputElement>(null)
  const count = selection?.selected.size ?? 0
  const total = selection?.total ?? 0
  const isAll = count > 0 && count === total
  useLayoutEffect(() => {
    if (box.current !== null) box.current.indeterminate = count > 0 && !isAll
  })
  if (selection === null) return null
  const own = {
    ref: box,
    type: 'checkbox',
    checked: isAll,
    disabled: total === 0,
    onChange: () => selection.setAll(!isAll),
  } as const
  return part('input', { 'data-longhaul': 'selection-all', ...own }, props)
}
