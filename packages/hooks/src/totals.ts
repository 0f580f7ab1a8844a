import type { BackgroundFetchRecord } from '@longhaul/core'
import { bytesDone, bytesExpected, isMoving } from './progress.js'

/** Many background fetches as one. Bytes are bytes, both ways. */
export interface BackgroundFetchTotals {
  readonly count: number
  readonly bytesDone: number
  /** `null` while the size of any of them is not known. */
  readonly bytesExpected: number | null
  /** From 0 to 1; `null` while `bytesExpected` is, or is 0. */
  readonly progress: number | null
  /** Of all that move, together; `null` where nothing is known to move. */
  readonly bytesPerSecond: number | null
  /** Until the last byte of those under way, at the present speed; `null` until size and speed are known. */
  readonly secondsLeft: number | null
}

/** Sums records up. Anything unknown in a part makes the sum unknown. */
export function totalsOf(records: readonly BackgroundFetchRecord[]): BackgroundFetchTotals {
  let done = 0
  let expected: number | null = 0
  let left: number | null = 0
  let speed: number | null = null
  for (const record of records) {
    const isUnderWay = record.status === 'pending' && record.phase === 'transferring'
    const recordDone = bytesDone(record)
    const size = bytesExpected(record)
    // More than was announced: the announcement was wrong, so the size is not known.
    const recordExpected = size === null || recordDone > size ? null : size
    done += recordDone
    expected = add(expected, recordExpected)
    if (!isUnderWay) continue
    left = add(left, recordExpected === null ? null : recordExpected - recordDone)
    if (record.bytesPerSecond !== null) speed = (speed ?? 0) + record.bytesPerSecond
  }
  return {
    count: records.length,
    bytesDone: done,
    bytesExpected: expected,
    progress: expected === null || expected === 0 ? null : done / expected,
    bytesPerSecond: speed,
    secondsLeft: left === null || !isMoving(speed) ? null : left / speed,
  }
}

function add(sum: number | null, part: number | null): number | null {
  return sum === null || part === null ? null : sum + part
}
