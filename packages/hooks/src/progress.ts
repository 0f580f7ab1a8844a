import type { BackgroundFetchRecord } from '@longhaul/core'

/**
 * How much of a background fetch is here, from 0 to 1. Uploaded bytes count where there is an upload. `null` where the
 * total is not known, or where more has come than was announced: the announcement was wrong, so nobody knows.
 */
export function progressOf(record: BackgroundFetchRecord | undefined): number | null {
  if (record === undefined) return null
  if (record.status === 'completed') return 1
  const total = bytesExpected(record)
  const done = bytesDone(record)
  if (total === null || total === 0 || done > total) return null
  return done / total
}

/**
 * Seconds until the last byte at the present speed, not rounded. `null` where bytes are not on their way, and until both
 * the total and a speed are known.
 */
export function secondsLeftOf(record: BackgroundFetchRecord | undefined): number | null {
  if (record?.status !== 'pending' || record.phase !== 'transferring') return null
  const total = bytesExpected(record)
  const done = bytesDone(record)
  if (total === null || done > total || !isMoving(record.bytesPerSecond)) return null
  return (total - done) / record.bytesPerSecond
}

/** Bytes that a background fetch is to move, both ways. `null` where they are not known. */
export function bytesExpected(record: BackgroundFetchRecord): number | null {
  // A finished fetch is as large as what came, whatever had been announced.
  if (record.status === 'completed') return bytesDone(record)
  return record.downloadTotal === null ? null : record.downloadTotal + (record.uploadTotal ?? 0)
}

/** Bytes that a background fetch has moved. An upload counts where its size is known, as in `bytesExpected`. */
export function bytesDone(record: BackgroundFetchRecord): number {
  return record.downloaded + (record.uploadTotal === null ? 0 : record.uploaded)
}

/** Whether a speed says anything about the time left. */
export function isMoving(bytesPerSecond: number | null): bytesPerSecond is number {
  return bytesPerSecond !== null && bytesPerSecond > 0
}
