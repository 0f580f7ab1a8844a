import type { Job, Journal } from '../journal/journal.js'
import type { FetchRow, ResponseRow } from '../journal/rows.js'
import type { AttemptEnding } from '../records/decide.js'
import { verifyFile } from '../store/verify.js'
import type { ResponseStore } from '../store/store.js'
import type { BackgroundFetchFailure, FailureReason } from '../types.js'

/** Everything that settles: a worker, an engine, a page that salvages. */
export interface Settler {
  readonly journal: Journal
  readonly store: ResponseStore
  now(): number
  /** Whether no page of the app is open. */
  isUnattended(): Promise<boolean>
}

export interface Outcome {
  readonly type: 'success' | 'fail' | 'lost'
  /** The platform's word, where it failed. */
  readonly reason?: FailureReason
  readonly uploaded?: number
  /** What staging found. */
  readonly failures?: readonly BackgroundFetchFailure[]
}

/**
 * Verifies from disk what an attempt has staged, and commits its ending in one transaction. Safe to run twice and by
 * two sides at once: the journal takes the first ending and refuses the other.
 *
 * @returns the row as committed, or `null` where the attempt was no longer anyone's to end
 */
export async function finishAttempt(job: Job, outcome: Outcome, settler: Settler): Promise<FetchRow | null> {
  const { journal, store } = settler
  const { id, attempt, files } = job.attempt
  const staged = await journal.staged(id, attempt)
  const verified: ResponseRow[] = []
  const failures: BackgroundFetchFailure[] = [...(outcome.failures ?? [])]
  for (const row of staged) {
    const body = await store.read(row.key)
    const failure = await verifyFile(job.requests[row.file]!, row, body)
    if (failure) failures.push(failure)
    else verified.push({ ...row, size: body!.size })
  }
  const ending: AttemptEnding =
    verified.length === files.length
      ? { type: 'success' }
      : { type: 'failed', failure: chooseFailure(outcome, failures, missingUrl(job, verified)) }
  const commit = await journal.commit({
    id,
    attempt,
    ending,
    verified,
    uploaded: outcome.uploaded ?? 0,
    now: settler.now(),
    unattended: await settler.isUnattended(),
  })
  await store.delete(commit.freed)
  return commit.row
}

/** What no further attempt can cure comes first: it decides whether there is one. */
const GRAVITY: readonly FailureReason[] = [
  'quota-exceeded',
  'integrity',
  'bad-status',
  'truncated',
  'fetch-error',
  'lost',
]

function chooseFailure(
  { type, reason }: Outcome,
  failures: readonly BackgroundFetchFailure[],
  url: string | null,
): BackgroundFetchFailure {
  const byGravity = failures.toSorted((a, b) => GRAVITY.indexOf(a.reason) - GRAVITY.indexOf(b.reason))
  if (type !== 'fail' || reason === undefined)
    return byGravity[0] ?? { reason: 'lost', httpStatus: null, url }
  // The disk may know worse than the platform; otherwise its word stands, with the file it is about.
  const graver = byGravity[0]
  if (graver && graver.reason !== reason && isGraver(graver.reason, reason)) return graver
  return (
    failures.find((failure) => failure.reason === reason) ?? {
      reason,
      httpStatus: reason === 'bad-status' ? 0 : null,
      url,
    }
  )
}

function isGraver(found: FailureReason, told: FailureReason): boolean {
  const rank = GRAVITY.indexOf(told)
  return rank >= 0 && GRAVITY.indexOf(found) < rank
}

function missingUrl(job: Job, verified: readonly ResponseRow[]): string | null {
  const file = job.attempt.files.find((at) => !verified.some((row) => row.file === at))
  return file === undefined ? null : job.requests[file]!.url
}
