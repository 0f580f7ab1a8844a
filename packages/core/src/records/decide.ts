import type { BackgroundFetchFailure, BackgroundFetchState, InterruptionReason } from '../types.js'

/** How one run of a job on one engine ended. Workers and engines write these; `decide` makes a status of them. */
export type AttemptEnding =
  | { readonly type: 'success' }
  | { readonly type: 'aborted' }
  /** `isFinal`: no further attempt can go better, whatever the reason says in general. */
  | { readonly type: 'failed'; readonly failure: BackgroundFetchFailure; readonly isFinal?: boolean }
  /** The engine would not begin it. */
  | { readonly type: 'refused'; readonly reason: InterruptionReason; readonly needsUser: boolean }

export interface AttemptSummary {
  readonly attempt: number
  readonly ending: AttemptEnding
  readonly endedAt: number
  /** Files that this attempt brought home. */
  readonly filesGained: number
  /** No page of the app was open when it ended. */
  readonly unattended: boolean
}

export interface RetryPolicy {
  /** Attempts in a row that may bring nothing home before a curable failure is final. @default 3 */
  readonly maxFruitlessAttempts: number
  /** Wait before the second attempt; doubled for every further one. @default 2000 */
  readonly firstDelayMs: number
  /** @default 60000 */
  readonly longestDelayMs: number
  /** A full disk ends it, instead of keeping it `interrupted` until there is room. @default false */
  readonly failsWhenFull?: boolean
}

/**
 * Three: Chromium has already tried each request five times inside one attempt, so more would only hammer a server
 * that is down.
 */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxFruitlessAttempts: 3,
  firstDelayMs: 2_000,
  longestDelayMs: 60_000,
}

/** Statuses that the next attempt may not meet again. 0: no answer at all, after the browser's own retries. */
const CURABLE_STATUSES = new Set([0, 408, 425, 429])

/**
 * The state of a record after its latest attempt ended. Pure: the same attempts and policy give the same state, in the
 * worker that commits and in the page that reads.
 *
 * @param attempts the attempts since the person last asked (start or retry), oldest first, the latest last
 */
export function decide(attempts: readonly AttemptSummary[], policy: RetryPolicy): BackgroundFetchState {
  const last = attempts.at(-1)
  if (!last) return { status: 'pending', phase: 'queued' }
  const { ending } = last
  if (ending.type === 'success') return { status: 'completed' }
  if (ending.type === 'aborted') return { status: 'aborted' }
  if (ending.type === 'refused') {
    return { status: 'interrupted', reason: ending.reason, needsUser: ending.needsUser, nextAttemptAt: null }
  }
  const { failure } = ending
  if (failure.reason === 'quota-exceeded' && !policy.failsWhenFull) {
    return { status: 'interrupted', reason: 'storage', needsUser: true, nextAttemptAt: null }
  }
  const fruitless = countFruitless(attempts)
  if (ending.isFinal || !isCurable(failure) || fruitless >= policy.maxFruitlessAttempts)
    return { status: 'failed', failure }
  const delayMs = fruitless === 0 ? 0 : policy.firstDelayMs * 2 ** (fruitless - 1)
  return {
    status: 'interrupted',
    reason: last.unattended ? 'page-closed' : curableReason(failure),
    needsUser: false,
    nextAttemptAt: last.endedAt + Math.min(delayMs, policy.longestDelayMs),
  }
}

function countFruitless(attempts: readonly AttemptSummary[]): number {
  const lastFruitful = attempts.findLastIndex((attempt) => attempt.filesGained > 0)
  return attempts.slice(lastFruitful + 1).filter(({ ending }) => ending.type === 'failed').length
}

/** Whether another attempt may go better. */
export function isCurable({ reason, httpStatus }: BackgroundFetchFailure): boolean {
  if (reason === 'bad-status')
    return httpStatus === null || httpStatus >= 500 || CURABLE_STATUSES.has(httpStatus)
  return reason === 'fetch-error' || reason === 'truncated' || reason === 'lost'
}

function curableReason({ reason }: BackgroundFetchFailure): InterruptionReason {
  return reason === 'bad-status' || reason === 'truncated' ? 'server' : 'unknown'
}
