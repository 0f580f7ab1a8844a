'use client'
import { useState, type ComponentPropsWithRef, type FocusEvent, type ReactNode } from 'react'
import { useLabels } from './labels/LabelsProvider.js'
import { part } from './parts/part.js'
import { useFocusKept } from './parts/useFocusKept.js'
import { Rows, type FetchRowSource } from './rows.js'
import { Words } from './Words.js'

/**
 * Rows from which on only those in view are rendered, inside a scroller of their own. A row costs about a millisecond to
 * mount in React's development build: fifty are still no wait, and no list that anyone would want to scroll for long.
 */
const VIRTUAL_FROM = 50

/** Props of {@link FetchRowList}. */
export interface FetchRowListProps extends ComponentPropsWithRef<'div'> {
  readonly rows: FetchRowSource
  /** Without it an empty list may only mean *not yet*. */
  readonly isLoaded: boolean
  /** What an empty list says. */
  readonly empty: ReactNode
}

/** What every list here has in common: rows, few of them in view, their focus, and words for none. Children stand after. */
export function FetchRowList({ rows, isLoaded, empty, children, ...props }: FetchRowListProps) {
  const { ids, onEnd } = rows
  const { loading } = useLabels()
  const keeping = useFocusKept('[data-longhaul="list-row"]')
  const [focusedId, setFocusedId] = useState('')
  // Once virtual it stays so: a list that changes its scroller while rows come and go would jump.
  const [isVirtual, setIsVirtual] = useState(false)
  const isEmpty = ids.length === 0
  if (!isVirtual && !isEmpty && (ids.length >= VIRTUAL_FROM || onEnd !== undefined)) setIsVirtual(true)

  const own = {
    'data-longhaul': 'list',
    'data-virtual': isVirtual && !isEmpty ? '' : undefined,
    role: 'group',
    'aria-busy': !isLoaded,
    // A scroller is reached by keyboard, also where there is no button in it.
    tabIndex: isVirtual ? 0 : -1,
    onBlur: keeping.onBlur,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      keeping.onFocus(event)
      const row = event.target.closest<HTMLElement>('[data-longhaul="list-row"]')
      setFocusedId(ids[Number(row?.dataset['index'])] ?? '')
    },
    children: (
      <>
        {isEmpty ? (
          <Words data-longhaul={isLoaded ? 'list-empty' : 'list-loading'}>{isLoaded ? empty : loading}</Words>
        ) : (
          <Rows {...rows} isVirtual={isVirtual} focusedIndex={ids.indexOf(focusedId)} />
        )}
        {children}
      </>
    ),
  } as const
  return part('div', own, props)
}
