import type { BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'
import { titleOf } from './titleOf.js'

/** Which of two stands first, as `Array.prototype.sort` wants it. 0 leaves the newer one first. */
export type BackgroundFetchSort = (a: BackgroundFetchRecord, b: BackgroundFetchRecord) => number

/** From what a person may have to do something about to what is done. */
const STATUSES: readonly BackgroundFetchStatus[] = [
  'failed',
  'interrupted',
  'paused',
  'pending',
  'completed',
  'aborted',
]

/**
 * By title, as the language orders it, and "Episode 9" before "Episode 10". Makes a new function at every call: call it
 * once, outside of components.
 *
 * @param locale BCP 47 tag. @default the browser's language
 */
export function byTitle(locale?: string): BackgroundFetchSort {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return (a, b) => compare(titleOf(a), titleOf(b))
}

/** What failed first, then what waits, what moves, and what is done. */
export const byStatus: BackgroundFetchSort = (a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)

/** The most bytes first: what is here, not what was announced. */
export const bySize: BackgroundFetchSort = (a, b) => b.downloaded - a.downloaded
