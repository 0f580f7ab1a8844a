import type { FetchRow } from '../../journal/rows.js'
import type { PlatformRegistration } from '../../platform/types.js'
import type { FailureReason } from '../../types.js'

export type Result = PlatformRegistration['result']
export type PlatformFailureReason = PlatformRegistration['failureReason']

export interface Outcome {
  readonly result: Result
  readonly failureReason: PlatformFailureReason
}

const PENDING: Outcome = { result: '', failureReason: '' }

/** The specification's words for our own reasons: the bytes that came are not what was asked for. */
const PLATFORM_REASONS: Readonly<Record<FailureReason, PlatformFailureReason>> = {
  'bad-status': 'bad-status',
  'fetch-error': 'fetch-error',
  'quota-exceeded': 'quota-exceeded',
  'download-total-exceeded': 'download-total-exceeded',
  truncated: 'fetch-error',
  integrity: 'fetch-error',
  lost: 'fetch-error',
  unanswered: 'fetch-error',
}

/** Section 7.4: `result` and `failureReason`, read from the journal alone, so that every page and worker agrees. */
export function toOutcome({ state, storedBytes, downloadTotalHint }: FetchRow): Outcome {
  if (state.status === 'aborted') return failure('aborted')
  if (state.status === 'failed') return failure(PLATFORM_REASONS[state.failure.reason])
  // A full disk is no ending for a record, which waits for room; the specification knows no such waiting.
  if (state.status === 'interrupted' && state.reason === 'storage') return failure('quota-exceeded')
  if (state.status !== 'completed') return PENDING
  // The last bytes may come home before anybody has counted them (section 5.2 "Complete a record").
  return downloadTotalHint !== null && storedBytes > downloadTotalHint
    ? failure('download-total-exceeded')
    : { result: 'success', failureReason: '' }
}

/** Section 4.1 "active background fetches". */
export function isActive(row: FetchRow): boolean {
  return row.live === 1 && toOutcome(row).result === ''
}

function failure(failureReason: PlatformFailureReason): Outcome {
  return { result: 'failure', failureReason }
}
