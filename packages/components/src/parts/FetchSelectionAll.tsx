'use client'
import { useFetchSelection } from './FetchSelectionContext.js'
import { part, type PartProps } from './part.js'

/** Selects all there are, or none; half where some are. Its words are the caller's. */
export function FetchSelectionAll(props: Omit<PartProps<'input'>, 'ref'>) {
  const selection = useFetchSelection()
  if (selection === null) return null
  const { selected, total, setAll } = selection
  const isAny = selected.size > 0
  const isAll = isAny && selected.size === total
  const own = {
    // Of all there is to a checkbox, this alone has no attribute.
    ref: (box: HTMLInputElement | null) => {
      if (box !== null) box.indeterminate = isAny && !isAll
    },
    type: 'checkbox',
    checked: isAll,
    disabled: total === 0,
    onChange: () => setAll(!isAll),
  } as const
  return part('input', { 'data-longhaul': 'selection-all', ...own }, props)
}
