import type { AttemptInit, BackgroundFetchAdapter, Reading, StartAnswer } from '../adapter.js'
import { START_LOCK, type Locks } from '../channel/locks.js'
import type { Job } from '../journal/journal.js'
import { nextAttemptOf } from '../journal/nextAttempt.js'
import type { FetchRow } from '../journal/rows.js'
import type { Clock } from '../progress/clock.js'
import type { AttemptEnding } from '../records/decide.js'
import { finishAttempt, type Settler } from '../settlement/finish.js'

/** A full queue is not ours alone: other fetches of the origin end without a word to us. */
export const BUSY_POLL_MS = 5_000

export interface SchedulerInit extends Settler {
  readonly adapter: BackgroundFetchAdapter
  readonly locks: Locks
  readonly clock: Clock
  /** A row that the scheduler has changed. */
  readonly onRow: (row: FetchRow) => void
  readonly onReading: (reading: Reading) => void
  readonly onError: (error: unknown) => void
}

export interface Scheduler {
  /** Hands the newest attempt of a fetch to the engine. Settles once the engine has answered; never rejects. */
  start(id: string): Promise<void>
  /** Begins the next attempt of an interrupted fetch when it is due, unless another tab does. */
  schedule(row: FetchRow): void
  /** Begins the next attempt now. */
  retry(id: string, after?: number): Promise<FetchRow | null>
  /** The engine may have room again. */
  wake(): void
  dispose(): void
}

export function createScheduler(init: SchedulerInit): Scheduler {
  const { journal, locks, clock, onRow, onError } = init
  const timers = new Map<string, { readonly attempt: number; readonly cancel: () => void }>()
  // In the order they came. While anybody waits, nobody overtakes.
  const waiting = new Set<string>()
  let cancelPoll: (() => void) | undefined
  let draining = Promise.resolve()
  let isWoken = false
  let isDisposed = false

  /** `false` where the engine has no room. */
  const hand = (id: string): Promise<boolean> =>
    locks
      .hold(START_LOCK, async () => {
        const job = await journal.job(id)
        const isReady =
          job?.fetch.state.status === 'pending' &&
          job.attempt.startedAt === null &&
          job.attempt.ending === null
        if (!isReady) return true
        if (job.attempt.files.length > 0) return begin(job, init)
        const row = await finishAttempt(job, { type: 'success' }, init)
        if (row) onRow(row)
        return true
      })
      .catch((error: unknown) => {
        onError(error)
        return true
      })

  const start = async (id: string): Promise<void> => {
    if (isDisposed) return
    if (waiting.size > 0) return void waiting.add(id)
    if (!(await hand(id))) wait(id)
  }

  const wait = (id: string) => {
    if (isDisposed) return
    waiting.add(id)
    cancelPoll ??= clock.timeout(() => {
      cancelPoll = undefined
      wake()
    }, BUSY_POLL_MS)
  }

  const drain = async () => {
    isWoken = false
    for (const id of waiting) {
      if (!(await hand(id))) return wait(id)
      waiting.delete(id)
    }
  }

  const wake = () => {
    if (isWoken || waiting.size === 0) return
    isWoken = true
    draining = draining.then(drain)
  }

  const retry = async (id: string, after?: number): Promise<FetchRow | null> => {
    timers.get(id)?.cancel()
    timers.delete(id)
    const row = await journal.retry(id, { now: init.now(), ...(after !== undefined && { after }) })
    if (!row) return null
    onRow(row)
    if (row.state.status === 'pending') await start(id)
    return row
  }

  return {
    start,
    schedule(row) {
      const { id, attempt } = row
      const at = nextAttemptOf(row, init.now())
      const timer = timers.get(id)
      // One that runs already knows better: the device's clock may have been set meanwhile.
      if (isDisposed || at === null || timer?.attempt === attempt) return
      timer?.cancel()
      const begin = () => void retry(id, attempt).catch(onError)
      timers.set(id, { attempt, cancel: clock.timeout(begin, Math.max(0, at - init.now())) })
    },
    retry,
    wake,
    dispose() {
      isDisposed = true
      timers.forEach(({ cancel }) => cancel())
      timers.clear()
      waiting.clear()
      cancelPoll?.()
    },
  }
}

/** `false` where the engine has no room. */
async function begin(job: Job, init: SchedulerInit): Promise<boolean> {
  const { adapter, journal, onRow, onReading } = init
  const { id, attempt } = job.attempt
  const answer = await askEngine(job, init)
  if (answer.started) {
    const row = await journal.markStarted(id, attempt, init.now())
    if (row) {
      onRow(row)
      onReading(answer.reading)
      // Aborted or removed while the engine was answering.
    } else await adapter.abort(id, attempt)
    return true
  }
  if (answer.refusal === 'busy') return false
  const { row } = await journal.commit({
    id,
    attempt,
    ending: toEnding(answer),
    verified: [],
    now: init.now(),
    unattended: false,
  })
  if (row) onRow(row)
  return true
}

/** An engine that breaks must not take the job with it. */
async function askEngine(job: Job, { adapter, onError }: SchedulerInit): Promise<StartAnswer> {
  try {
    return await adapter.start(toAttemptInit(job))
  } catch (error) {
    onError(error)
    return { started: false, refusal: 'unknown', needsUser: true }
  }
}

function toEnding(answer: Exclude<StartAnswer, { started: true } | { refusal: 'busy' }>): AttemptEnding {
  if (answer.refusal !== 'impossible')
    return { type: 'refused', reason: answer.refusal, needsUser: answer.needsUser }
  return {
    type: 'failed',
    failure: { reason: 'fetch-error', httpStatus: null, url: answer.url },
    isFinal: true,
  }
}

function toAttemptInit({ fetch, attempt, requests }: Job): AttemptInit {
  return {
    id: fetch.id,
    attempt: attempt.attempt,
    title: fetch.title,
    icons: fetch.icons,
    requests: attempt.files.map((file) => ({ file, request: requests[file]! })),
  }
}
