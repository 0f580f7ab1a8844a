import type { BackgroundFetchPage, BackgroundFetchRecord } from '@longhaul/core'
import type { Format } from '../format/createFormat.js'

/** Rows of history. */
export interface HistoryRows {
  /** By id, in their order. */
  readonly records: ReadonlyMap<string, BackgroundFetchRecord>
  /** The heading over the first row of each day, by that row's id. */
  readonly days: ReadonlyMap<string, string>
}

/**
 * Pages as rows, with a heading wherever the day changes. An id that two pages have, because one was read before and one
 * after a change, stands once. No headings while `now` is not known.
 */
export function historyRows(
  pages: readonly BackgroundFetchPage[],
  format: Format,
  now: number | null,
): HistoryRows {
  const records = new Map<string, BackgroundFetchRecord>()
  const days = new Map<string, string>()
  let last: string | null = null
  for (const record of pages.flatMap((page) => page.records)) {
    if (records.has(record.id)) continue
    records.set(record.id, record)
    const day = now === null ? null : format.day(record.createdAt, now)
    if (day !== null && day !== last) days.set(record.id, day)
    last = day
  }
  return { records, days }
}
