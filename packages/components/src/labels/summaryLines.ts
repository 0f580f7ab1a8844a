import type { BackgroundFetchStatus } from '@longhaul/core'
import type { BackgroundFetchCounts, BackgroundFetchTotals } from '@longhaul/hooks'
import { unbroken } from './joined.js'
import type { Labels } from './Labels.js'
import { pace } from './pace.js'

const UNDER_WAY: readonly BackgroundFetchStatus[] = ['pending', 'interrupted', 'paused', 'failed']
const ENDED: readonly BackgroundFetchStatus[] = ['completed', 'failed']

/**
 * How many stand how: those on their way and those that failed; where nothing is on its way, what came of it all. What
 * was cancelled is no news to whoever cancelled it.
 */
export function countsLine(counts: BackgroundFetchCounts, labels: Labels): string {
  const isUnderWay = counts.pending + counts.interrupted + counts.paused > 0
  const told = (isUnderWay ? UNDER_WAY : ENDED).filter((status) => counts[status] > 0)
  return told.length === 0
    ? labels.empty
    : unbroken(...told.map((status) => labels.counted[status](counts[status])))
}

/** How far all of them are together, how fast and how long still. */
export function totalsLine(
  { bytesDone, bytesExpected, bytesPerSecond }: BackgroundFetchTotals,
  labels: Labels,
  secondsLeft: number | null,
): string {
  return unbroken(labels.amount(bytesDone, bytesExpected), ...pace(bytesPerSecond, secondsLeft, labels))
}
