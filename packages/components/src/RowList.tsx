'use client'
import { useState, type ComponentPropsWithRef, type FocusEvent, type ReactNode } from 'react'
import type { Labels } from './labels/Labels.js'
import { useFocusKept } from './parts/useFocusKept.js'
import { PlainRows, VirtualRows, type RowsProps } from './rows.js'

/**
 * Rows from which on only those in view are rendered, inside a scroller of their own. A row costs about a millisecond to
 * mount in React's development build: fifty are still no wait, and no list that anyone would want to scroll for long.
 */
const VIRTUAL_FROM = 50

/** Props of {@link RowList}. */
export interface RowListProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  readonly ids: readonly string[]
  /** Keep it the same function while rows have nothing new to show. */
  readonly renderRow: (id: string) => ReactNode
  /** What stands over a row, by its id: the heading of those that begin with it. */
  readonly headings?: ReadonlyMap<string, ReactNode> | undefined
  /** Without it an empty list may only mean *not yet*. */
  readonly isLoaded: boolean
  /** What an empty list says. */
  readonly empty: ReactNode
  readonly labels: Labels
  /** There is more, and this brings it: called when the last rows come near. */
  readonly onEnd?: (() => void) | undefined
  readonly rowHeight?: number | undefined
  /** After the rows. */
  readonly children?: ReactNode
}

/** What every list here has in common: rows, few of them in view, their focus, and words for none. */
export function RowList(props: RowListProps) {
  const { ids, renderRow, headings, isLoaded, empty, labels, onEnd, rowHeight, children, ...rest } = props
  const keeping = useFocusKept('[data-longhaul="list-row"]')
  const [focusedId, setFocusedId] = useState<string | null>(null)
  // Once virtual it stays so: a list that changes its scroller while rows come and go would jump.
  const [isVirtual, setIsVirtual] = useState(false)
  if (!isVirtual && (ids.length >= VIRTUAL_FROM || (ids.length > 0 && onEnd !== undefined)))
    setIsVirtual(true)

  const watching = {
    ...keeping,
    // A scroller is reached by keyboard, also where there is no button in it.
    tabIndex: isVirtual ? 0 : -1,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      keeping.onFocus(event)
      const row = event.target.closest<HTMLElement>('[data-longhaul="list-row"]')
      setFocusedId(ids[Number(row?.dataset['index'] ?? -1)] ?? null)
    },
  }
  const focusedIndex = focusedId === null ? -1 : ids.indexOf(focusedId)
  const rows: RowsProps = { ids, renderRow, headings, onEnd, rowHeight, focusedIndex }

  return (
    <div
      data-longhaul="list"
      data-virtual={isVirtual && ids.length > 0 ? '' : undefined}
      role="group"
      aria-busy={!isLoaded}
      {...watching}
      {...rest}
    >
      {ids.length > 0 && (isVirtual ? <VirtualRows {...rows} /> : <PlainRows {...rows} />)}
      {ids.length === 0 && (
        <div
          data-longhaul={isLoaded ? 'list-empty' : 'list-loading'}
          lang={labels.locale}
          dir={labels.direction}
        >
          {isLoaded ? empty : labels.loading}
        </div>
      )}
      {children}
    </div>
  )
}
