import type { AttemptInit, BackgroundFetchAdapter, Reading } from '../adapter.js'
import { START_LOCK, type Locks } from '../channel/locks.js'
import type { Job } from '../journal/journal.js'
import type { FetchRow } from '../journal/rows.js'
import type { Clock } from '../progress/clock.js'
import type { AttemptEnding } from '../records/decide.js'
import { finishAttempt, type Settler } from '../settlement/finish.js'

/** A full queue is not ours alone: other fetches of the origin end without a word to us. */
const BUSY_POLL_MS = 5_000

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
  /** Hands the newest attempt of a fetch to the engine. Settles once the engine has answered. */
  start(id: string): Promise<void>
  /** Begins the next attempt of an interrupted fetch at a time, unless another tab does. */
  schedule(id: string, attempt: number, at: number): void
  /** Begins the next attempt now. */
  retry(id: string, after?: number): Promise<FetchRow | null>
  /** The engine may have room again. */
  wake(): void
  dispose(): void
}

export function createScheduler(init: SchedulerInit): Scheduler {
  const { adapter, journal, locks, clock, onRow, onReading, onError } = init
  const timers = new Map<string, () => void>()
  const waiting = new Set<string>()
  let cancelPoll: (() => void) | undefined

  const end = async (job: Job, ending: AttemptEnding) => {
    const { id, attempt } = job.attempt
    const { row } = await journal.commit({ id, attempt, ending, verified: [], now: init.now(), unattended: false })
    if (row) onRow(row)
  }

  const begin = async (job: Job) => {
    const { id, attempt } = job.attempt
    const answer = await adapter.start(toAttemptInit(job))
    if (answer.started) {
      const row = await journal.markStarted(id, attempt, init.now())
      // Aborted or removed while the engine was answering.
      if (!row) return void (await adapter.abort(id, attempt))
      onRow(row)
      return onReading(answer.reading)
    }
    if (answer.refusal === 'busy') return wait(id)
    if (answer.refusal === 'impossible') {
      const failure = { reason: 'fetch-error', httpStatus: null, url: answer.url } as const
      return end(job, { type: 'failed', failure, isFinal: true })
    }
    return end(job, { type: 'refused', reason: answer.refusal, needsUser: answer.needsUser })
  }

  const start = (id: string): Promise<void> =>
    locks.hold(START_LOCK, async () => {
      const job = await journal.job(id)
      const isReady = job?.fetch.state.status === 'pending' && job.attempt.startedAt === null && job.attempt.ending === null
      if (!isReady) return
      if (job.attempt.files.length > 0) return begin(job)
      const row = await finishAttempt(job, { type: 'success' }, init)
      if (row) onRow(row)
    })

  const wait = (id: string) => {
    waiting.add(id)
    cancelPoll ??= clock.timeout(() => {
      cancelPoll = undefined
      wake()
    }, BUSY_POLL_MS)
  }

  const wake = () => {
    const ids = [...waiting]
    waiting.clear()
    for (const id of ids) void start(id).catch(onError)
  }

  const retry = async (id: string, after?: number): Promise<FetchRow | null> => {
    timers.get(id)?.()
    timers.delete(id)
    const row = await journal.retry(id, { now: init.now(), ...(after !== undefined && { after }) })
    if (!row) return null
    onRow(row)
    if (row.state.status === 'pending') await start(id)
    return row
  }

  return {
    start,
    schedule(id, attempt, at) {
      timers.get(id)?.()
      const cancel = clock.timeout(() => void retry(id, attempt).catch(onError), Math.max(0, at - init.now()))
      timers.set(id, cancel)
    },
    retry,
    wake,
    dispose() {
      timers.forEach((cancel) => cancel())
      timers.clear()
      waiting.clear()
      cancelPoll?.()
    },
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
