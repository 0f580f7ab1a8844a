import type { BackgroundFetchRecord } from '@longhaul/core'
import type { Labels, QueuePlace } from './Labels.js'
import { joined, unbroken, withNumbersKept } from './joined.js'
import { pace } from './pace.js'
import { sentences } from './sentences.js'

/** What the line of words needs beside the record. */
export interface StatusLineFacts {
  /** Seconds left, once that is honest; `null` before. */
  readonly secondsLeft?: number | null
  readonly queuePlace?: QueuePlace | null
  /** Epoch ms; `null` leaves out what is told relative to now. */
  readonly now?: number | null
}

/** The one line of words under a title: what is happening, and what will happen. */
export function statusLine(
  record: BackgroundFetchRecord,
  labels: Labels,
  facts: StatusLineFacts = {},
): string {
  return withNumbersKept(wordsFor(record, labels, facts))
}

function wordsFor(
  record: BackgroundFetchRecord,
  labels: Labels,
  { secondsLeft = null, queuePlace = null, now = null }: StatusLineFacts,
): string {
  switch (record.status) {
    case 'pending':
      if (record.phase === 'queued') return labels.queued(queuePlace)
      if (record.phase === 'transferring') return transferring(record, labels, secondsLeft)
      return labels[record.phase]
    case 'interrupted': {
      const { needsUser, nextAttemptAt, reason } = record
      const secondsToNext =
        nextAttemptAt === null || now === null ? null : Math.max(0, Math.round((nextAttemptAt - now) / 1_000))
      return labels.interrupted[reason]({ needsUser, secondsToNext })
    }
    case 'paused':
      return labels.paused(record.downloaded === 0 ? null : unbroken(amountOf(record, labels)))
    case 'completed': {
      const size = record.downloaded === 0 ? null : labels.format.bytes(record.downloaded)
      const when = record.settledAt === null || now === null ? null : labels.format.ago(record.settledAt, now)
      return labels.completed(size, when)
    }
    case 'aborted':
      return joined(labels.aborted, retryHint(record, labels))
    case 'failed':
      return sentences(labels.failed[record.failure.reason](record.failure), retryHint(record, labels))
  }
}

/** Words for `aria-valuetext`: how far, and how long still; the whole line where bytes are not moving. */
export function progressText(
  record: BackgroundFetchRecord,
  labels: Labels,
  facts: StatusLineFacts = {},
): string {
  const { secondsLeft = null } = facts
  if (record.status !== 'pending' || record.phase !== 'transferring') return statusLine(record, labels, facts)
  return joined(amountOf(record, labels), secondsLeft === null ? null : labels.timeLeft(secondsLeft))
}

function transferring(record: BackgroundFetchRecord, labels: Labels, secondsLeft: number | null): string {
  const { downloaded, uploaded, uploadTotal, files, filesCompleted, bytesPerSecond } = record
  if (downloaded === 0 && uploaded > 0) return labels.sent(uploaded, uploadTotal)
  const [speed, left] = pace(bytesPerSecond, secondsLeft, labels)
  if (downloaded === 0 && speed === null) return labels.starting
  return unbroken(
    files.length > 1 ? labels.files(filesCompleted, files.length) : null,
    amountOf(record, labels),
    speed,
    left,
  )
}

function amountOf({ downloaded, downloadTotal }: BackgroundFetchRecord, labels: Labels): string {
  // A total that turned out too low says nothing any more, and "of 0 bytes" never did.
  const isTold = downloadTotal !== null && downloadTotal > 0 && downloadTotal >= downloaded
  return labels.amount(downloaded, isTold ? downloadTotal : null)
}

function retryHint({ files, filesCompleted }: BackgroundFetchRecord, labels: Labels): string | null {
  const missing = files.length - filesCompleted
  return files.length > 1 && missing > 0 ? labels.retryFetches(missing, files.length) : null
}
