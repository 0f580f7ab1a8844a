import type { BackgroundFetchPage, BackgroundFetchRecord } from '@longhaul/core'
import type { Format } from '../format/createFormat.js'

/** A row of history. */
export interface HistoryRow {
  readonly record: BackgroundFetchRecord
  /** The day as a heading, over the first row of each; `null` over the others. */
  readonly day: string | null
}

/**
 * Pages as rows by id, in their order. No headings while `now` is not known.
 */
export function historyRows(
  pages: readonly BackgroundFetchPage[],
  format: Format,
  now: number | null,
): ReadonlyMap<string, HistoryRow> {
  const rows = new Map<string, HistoryRow>()
  let last: string | null = null
  for (const record of pages.flatMap(({ records }) => records)) {
    const day = now === null ? null : format.day(record.createdAt, now)
    rows.set(record.id, { record, day: day === last ? null : day })
    last = day
  }
  return rows
}
