'use client'
import { useCallback, type ComponentPropsWithRef, type FocusEvent, type ReactNode, useState } from 'react'
import { useBackgroundFetchCounts, useBackgroundFetchIds, type BackgroundFetchFilter } from '@longhaul/hooks'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { FetchItem } from './FetchItem.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { PlainRows, VirtualRows, type RowsProps } from './rows.js'
import { useFocusKept } from './parts/useFocusKept.js'

/**
 * Rows from which on only those in view are rendered, inside a scroller of their own. A row costs about a millisecond to
 * mount in React's development build: fifty are still no wait, and no list that anyone would want to scroll for long.
 */
export const VIRTUAL_FROM = 50

/** Props of {@link FetchProgressList}. */
export interface FetchProgressListProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Which fetches to show: statuses, or a question put to each record. @default all of them */
  readonly filter?: BackgroundFetchFilter | undefined
  /** @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
  /** A row of your own. Keep it the same function between renders. @default FetchItem */
  readonly renderItem?: ((id: string) => ReactNode) | undefined
}

/**
 * Every background fetch, live, the newest first. The list renders when fetches come and go; a tick renders the one row it
 * is about. Needs `@longhaul/components/styles.css`, or a style sheet of your own.
 */
export function FetchProgressList({ filter, labels: own, renderItem, ...props }: FetchProgressListProps) {
  const ids = useBackgroundFetchIds(filter)
  const { isLoaded } = useBackgroundFetchCounts()
  const labels = useLabels(own)
  const keeping = useFocusKept('[data-longhaul="list-row"]')
  const [focusedId, setFocusedId] = useState<string | null>(null)
  // Once virtual it stays so: a list that changes its scroller while rows come and go would jump.
  const [isVirtual, setIsVirtual] = useState(false)
  if (!isVirtual && ids.length >= VIRTUAL_FROM) setIsVirtual(true)

  const renderRow = useCallback(
    (id: string) => (renderItem === undefined ? <FetchItem id={id} labels={labels} /> : renderItem(id)),
    [renderItem, labels],
  )
  const watching = {
    ...keeping,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      keeping.onFocus(event)
      const row = event.target.closest<HTMLElement>('[data-longhaul="list-row"]')
      setFocusedId(ids[Number(row?.dataset['index'] ?? -1)] ?? null)
    },
  }
  const rows: RowsProps = { ids, renderRow, focusedIndex: focusedId === null ? -1 : ids.indexOf(focusedId) }

  return (
    <div
      data-longhaul="list"
      data-virtual={isVirtual && ids.length > 0 ? '' : undefined}
      role="group"
      aria-label={labels.list}
      aria-busy={!isLoaded}
      tabIndex={-1}
      {...watching}
      {...props}
    >
      {ids.length > 0 && (isVirtual ? <VirtualRows {...rows} /> : <PlainRows {...rows} />)}
      {ids.length === 0 && (
        <p
          data-longhaul={isLoaded ? 'list-empty' : 'list-loading'}
          lang={labels.locale}
          dir={labels.direction}
        >
          {isLoaded ? labels.empty : labels.loading}
        </p>
      )}
      <FetchAnnouncer labels={labels} />
    </div>
  )
}
