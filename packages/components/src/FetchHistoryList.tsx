'use client'
import { useCallback, useMemo, type ComponentPropsWithRef, type ReactNode } from 'react'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { useBackgroundFetchHistory, useNow } from '@longhaul/hooks'
import { FetchItem } from './FetchItem.js'
import { FetchRowList } from './FetchRowList.js'
import { Glyph } from './Glyph.js'
import { Heading } from './Heading.js'
import { historyRows } from './labels/historyRows.js'
import type { Labels } from './labels/Labels.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { Words } from './Words.js'

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

const itemOf = (record: BackgroundFetchRecord) => <FetchItem id={record.id} initialRecord={record} />
const headingOf = (day: string) => <Heading>{day}</Heading>

/** Everything the journal knows, newest first, by the day it began; read as far as anyone scrolls. */
export function FetchHistoryList({
  pageSize,
  labels: own,
  renderItem = itemOf,
  renderDay = headingOf,
  ...props
}: FetchHistoryListProps) {
  const labels = useLabels(own)
  const history = useBackgroundFetchHistory({ pageSize })
  const { data, hasNextPage, fetchNextPage, isPending, isError, refetch } = history
  const now = useNow(MINUTE_MS)
  const rows = useMemo(() => {
    const byId = historyRows(data?.pages ?? [], labels.format, now)
    return {
      ids: [...byId.keys()],
      renderHeading: (id: string) => {
        const day = byId.get(id)?.day
        return day && renderDay(day)
      },
      renderRow: (id: string) => {
        const record = byId.get(id)?.record
        return record && renderItem(record)
      },
    }
  }, [data, labels, now, renderItem, renderDay])
  // Not cancelled: many rows ask at once, for the same page.
  const more = useCallback(() => {
    if (!isError) void fetchNextPage({ cancelRefetch: false })
  }, [isError, fetchNextPage])

  return (
    <LabelsProvider labels={labels}>
      <FetchRowList
        aria-label={labels.history.name}
        rows={{ ...rows, onEnd: hasNextPage ? more : undefined }}
        isLoaded={!isPending}
        empty={isError ? labels.history.failed : labels.history.empty}
        {...props}
      >
        {isError && data && (
          <Words data-longhaul="list-failed" role="alert">
            {labels.history.failed}
          </Words>
        )}
        {isError && (
          <button
            type="button"
            data-longhaul="item-action"
            lang={labels.locale}
            onClick={() => void refetch()}
          >
            <Glyph name="retry" />
            {labels.actions.retry}
          </button>
        )}
      </FetchRowList>
    </LabelsProvider>
  )
}
