'use client'
import { useCallback, useMemo, type ComponentPropsWithRef, type ReactNode } from 'react'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { useBackgroundFetchHistory } from '@longhaul/hooks'
import { FetchItem } from './FetchItem.js'
import { actionGlyph, Glyph } from './Glyph.js'
import { Heading } from './Heading.js'
import { historyRows } from './labels/historyRows.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { useNow } from './labels/useNow.js'
import { RowList } from './RowList.js'

const MINUTE_MS = 60_000

/** Props of {@link FetchHistoryList}. */
export interface FetchHistoryListProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Records read at a time. @default 50 */
  readonly pageSize?: number | undefined
  readonly labels?: Labels | undefined
  /** A row of your own. Keep it the same function between renders. @default FetchItem */
  readonly renderItem?: ((record: BackgroundFetchRecord) => ReactNode) | undefined
  /** A day's heading of your own. Keep it the same function between renders. @default an `h3` */
  readonly renderDay?: ((day: string) => ReactNode) | undefined
}

/** Everything the journal knows, newest first, by the day it began; read as far as anyone scrolls. */
export function FetchHistoryList(props: FetchHistoryListProps) {
  const { pageSize, labels: own, renderItem, renderDay, ...rest } = props
  const labels = useLabels(own)
  const history = useBackgroundFetchHistory(pageSize === undefined ? {} : { pageSize })
  const { data, hasNextPage, fetchNextPage, isError, refetch } = history
  const now = useNow(MINUTE_MS)
  const rows = useMemo(() => historyRows(data?.pages ?? [], labels.format, now), [data, labels, now])
  const ids = useMemo(() => [...rows.records.keys()], [rows])
  const headings = useMemo(() => {
    const entries = Array.from(rows.days, ([id, day]) => {
      return [
        id,
        renderDay === undefined ? <Heading labels={labels}>{day}</Heading> : renderDay(day),
      ] as const
    })
    return new Map(entries)
  }, [rows, renderDay, labels])

  const renderRow = useCallback(
    (id: string) => {
      const record = rows.records.get(id)
      if (record === undefined) return null
      if (renderItem !== undefined) return renderItem(record)
      return <FetchItem id={id} initialRecord={record} labels={labels} />
    },
    [rows, renderItem, labels],
  )
  // Not cancelled: many rows ask at once, for the same page.
  const more = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])

  return (
    <RowList
      aria-label={labels.history.name}
      ids={ids}
      headings={headings}
      renderRow={renderRow}
      isLoaded={data !== undefined || isError}
      empty={isError ? labels.history.failed : labels.history.empty}
      labels={labels}
      onEnd={hasNextPage && !isError ? more : undefined}
      {...rest}
    >
      {isError && <Retry labels={labels} onRetry={() => void refetch()} />}
    </RowList>
  )
}

function Retry({ labels, onRetry }: { readonly labels: Labels; readonly onRetry: () => void }) {
  return (
    <button type="button" data-longhaul="item-action" lang={labels.locale} onClick={onRetry}>
      <Glyph name={actionGlyph('retry')} />
      {labels.actions.retry}
    </button>
  )
}
