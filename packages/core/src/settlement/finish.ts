import type { Job, Journal } from '../journal/journal.js'
import type { FetchRow, ResponseRow } from '../journal/rows.js'
import { isCurable, type AttemptEnding } from '../records/decide.js'
import type { Digest } from '../store/digest.js'
import { verifyFile } from '../store/verify.js'
import type { ResponseStore } from '../store/store.js'
import type { BackgroundFetchFailure, FailureReason } from '../types.js'

/** Everything that settles: a worker, an engine, a page that salvages. */
export interface Settler {
  readonly journal: Journal
  readonly store: ResponseStore
  now(): number
  /** How to hash, where code can't be loaded late: in a service worker. */
  readonly digest?: Digest
  /** Whether no page of the app is open. */
  isUnattended(): Promise<boolean>
}

export interface Outcome {
  readonly type: 'success' | 'fail' | 'lost'
  /** The platform's word, where it failed. */
  readonly reason?: FailureReason
  readonly uploaded?: number
  /** The engine has tried whatever could be tried. */
  readonly isFinal?: boolean
  /** What staging found. */
  readonly failures?: readonly BackgroundFetchFailure[]
  /** Of the leader that ran it, where an engine of our own did. */
  readonly epoch?: number
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
    // An engine of our own verifies each file as it comes home.
    if (row.verifiedAt !== null) {
      verified.push(row)
      continue
    }
    const body = await store.read(row.key)
    const failure = await verifyFile(job.requests[row.file]!, row, body, settler.digest)
    if (failure) failures.push(failure)
    else verified.push({ ...row, size: body!.size })
  }
  const ending: AttemptEnding =
    verified.length === files.length
      ? { type: 'success' }
      : {
          type: 'failed',
          failure: chooseFailure(outcome, failures, missingUrl(job, verified)),
          ...(outcome.isFinal && { isFinal: true }),
        }
  const commit = await journal.commit({
    id,
    attempt,
    ending,
    verified,
    uploaded: outcome.uploaded ?? 0,
    now: settler.now(),
    unattended: await settler.isUnattended(),
    epoch: outcome.epoch,
  })
  // It is ended, and everybody is told: what can't be deleted now is swept at the next start.
  await store.delete(commit.freed).catch(() => undefined)
  return commit.row
}

const GRAVITY: readonly FailureReason[] = [
  'quota-exceeded',
  'download-total-exceeded',
  'integrity',
  'unanswered',
  'bad-status',
  'truncated',
  'fetch-error',
  'lost',
]

/** What no further attempt can cure comes first: it decides whether there is one. */
function gravity(failure: BackgroundFetchFailure): number {
  return GRAVITY.indexOf(failure.reason) + (isCurable(failure) ? GRAVITY.length : 0)
}

/** The gravest of what was found and told. What was found comes first among equals: it knows the file. */
function chooseFailure(
  { type, reason }: Outcome,
  found: readonly BackgroundFetchFailure[],
  url: string | null,
): BackgroundFetchFailure {
  const isTold = type === 'fail' && reason !== undefined
  const told = isTold ? [{ reason, httpStatus: reason === 'bad-status' ? 0 : null, url }] : []
  const [gravest] = [...found, ...told].toSorted((a, b) => gravity(a) - gravity(b))
  return gravest ?? { reason: 'lost', httpStatus: null, url }
}

function missingUrl(job: Job, verified: readonly ResponseRow[]): string | null {
  const found = new Set(verified.map(({ file }) => file))
  const file = job.attempt.files.find((at) => !found.has(at))
  return file === undefined ? null : job.requests[file]!.url
}
