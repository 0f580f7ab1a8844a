'use client'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { useNow } from '@longhaul/hooks'
import type { StatusLineFacts } from './labels/statusLine.js'
import type { FetchItemState } from './parts/FetchItemContext.js'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

/** How often the words of this record change by themselves; `null` where only the record changes them. */
function stepOf(record: BackgroundFetchRecord | undefined): number | null {
  if (record?.status === 'interrupted' && record.nextAttemptAt !== null) return SECOND_MS
  return record?.status === 'completed' ? MINUTE_MS : null
}

/** What `statusLine` needs beside the record, for an item on screen. Runs a timer only while its words tell a time. */
export function useStatusFacts(item: FetchItemState | null): StatusLineFacts {
  const now = useNow(stepOf(item?.record))
  return { ...item, now }
}
