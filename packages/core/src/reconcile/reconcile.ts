import type { Reading } from '../adapter.js'
import type { AttemptRow, FetchRow } from '../journal/rows.js'
import type { InterruptionReason } from '../types.js'

export interface LiveFetch {
  readonly fetch: FetchRow
  /** The row of the fetch's newest attempt. */
  readonly attempt: AttemptRow
}

export type Reconciled =
  /** The engine has it: show it. */
  | { readonly action: 'show'; readonly id: string; readonly reading: Reading }
  /** It was journalled, but no engine has taken it yet. */
  | { readonly action: 'start'; readonly id: string }
  /** It was taken and is gone, and nobody committed an ending: being settled just now, or lost. */
  | { readonly action: 'watch'; readonly id: string; readonly attempt: number }
  /** Its next attempt is due at a time. */
  | { readonly action: 'schedule'; readonly id: string; readonly row: FetchRow }
  /** What stood in its way may be gone with the new page. */
  | { readonly action: 'retry'; readonly id: string; readonly attempt: number }
  /** The engine runs what nobody wants any more. */
  | { readonly action: 'abort'; readonly id: string; readonly attempt: number }

/** Obstacles that a new page, a new worker or a navigation can take away. A full disk needs a person. */
const GONE_WITH_A_NEW_PAGE: ReadonlySet<InterruptionReason> = new Set([
  'service-worker',
  'permission',
  'unsupported',
  'page-closed',
  'offline',
  'unknown',
])

/**
 * What the journal believes against what the engine has, at the start of a page: what runs, what ended while nobody
 * looked, what is lost, what to resubmit. Pure.
 */
export function reconcile(live: readonly LiveFetch[], readings: readonly Reading[]): readonly Reconciled[] {
  const decided = live.flatMap(({ fetch, attempt }) => forOne(fetch, attempt, readings))
  const strays = readings.filter(
    (reading) =>
      !live.some(
        ({ fetch }) =>
          fetch.id === reading.id && fetch.attempt === reading.attempt && fetch.state.status === 'pending',
      ),
  )
  return [...decided, ...strays.map(({ id, attempt }): Reconciled => ({ action: 'abort', id, attempt }))]
}

function forOne(fetch: FetchRow, attempt: AttemptRow, readings: readonly Reading[]): readonly Reconciled[] {
  const { id, state } = fetch
  if (state.status === 'interrupted') {
    if (state.nextAttemptAt !== null) return [{ action: 'schedule', id, row: fetch }]
    return GONE_WITH_A_NEW_PAGE.has(state.reason) ? [{ action: 'retry', id, attempt: fetch.attempt }] : []
  }
  if (state.status !== 'pending') return []
  const reading = readings.find((candidate) => candidate.id === id && candidate.attempt === fetch.attempt)
  if (reading) return [{ action: 'show', id, reading }]
  return attempt.startedAt === null
    ? [{ action: 'start', id }]
    : [{ action: 'watch', id, attempt: fetch.attempt }]
}
