import type { Reading } from '../adapter.js'
import { finishAttempt, type Outcome } from '../settlement/finish.js'
import { FencedError } from '../store/bytes.js'
import type { BackgroundFetchFailure } from '../types.js'
import { createBringer, whileRoom } from './bringHome.js'
import type { RunInit } from './runnerInit.js'
import { createTally } from './tally.js'

/** In the place of a file: what is written when all files are there. */
const ENDING = -1

/** One attempt of one fetch, as the leader runs it. */
export interface Run {
  readonly attempt: number
  /** Requests under way: what waits for room has none. */
  readonly active: number
  /** There is a file that nobody has begun, and room on the disk. */
  readonly hasWork: boolean
  /** Its ending was committed here. */
  readonly isFinished: boolean
  /** Settles when nothing is under way any more. */
  readonly over: Promise<void>
  startFile(): void
  reading(): Reading
  /** Somebody reads its files while they come. */
  watch(): void
  /** Ends its requests and keeps its bytes. */
  stop(): Promise<void>
}

/** `null` where the journal has no such job any more. */
export async function createRun(id: string, outer: RunInit): Promise<Run | null> {
  const job = await outer.journal.job(id)
  if (!job || job.attempt.ending || job.fetch.state.status !== 'pending') return null
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, outer.signal])
  const init: RunInit = { ...outer, signal }
  const { attempt, files } = job.attempt
  const staged = await init.journal.staged(id, attempt)
  const stagedFiles = new Set(staged.map(({ file }) => file))
  const todo = files.filter((file) => !stagedFiles.has(file))
  const tally = createTally(job, staged)
  const bringer = await createBringer(job, init, tally)
  const failures: BackgroundFetchFailure[] = []
  // What a transfer gives up has been tried for long enough; what breaks on the way may go better the next time.
  let isFinal = true
  /** Files on their way, until they count. */
  const transfers = new Set<Promise<void>>()
  let isFinished = false
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })

  const transfer = async (file: number) => {
    try {
      const failure = await bringer.bringHome(file)
      if (failure) failures.push(failure)
      else tally.completed()
      init.onChange()
    } catch (error) {
      // Another tab leads: this one was thought dead, and has nothing to say any more.
      if (error instanceof FencedError) stop.abort(error)
      if (!signal.aborted) {
        init.onError(error)
        isFinal = false
        failures.push(toFailure(error, job.requests[file]!.url))
      }
    }
  }
  const finish = async () => {
    tally.verifies()
    init.onChange()
    const { uploaded } = tally
    const [failure] = failures
    const outcome: Outcome = failure
      ? { type: 'fail', reason: failure.reason, failures, uploaded, isFinal, epoch: init.epoch }
      : { type: 'success', uploaded, epoch: init.epoch }
    try {
      await whileRoom(ENDING, () => finishAttempt(job, outcome, init), job, init, tally)
      isFinished = true
    } catch (error) {
      // Whoever leads now ends it.
      if (!(error instanceof FencedError) && !signal.aborted) init.onError(error)
    }
    end()
  }
  /** Files may come to rest together: the last of them ends the run, and nobody before it. */
  const afterFile = () => {
    if (signal.aborted) return transfers.size === 0 ? end() : undefined
    if (transfers.size === 0 && todo.length === 0) return finish()
    return init.onFree()
  }

  // Everything came home before, but nobody was there to end it.
  if (todo.length === 0) void finish()

  return {
    attempt,
    over,
    get active() {
      return bringer.active
    },
    get hasWork() {
      return todo.length > 0 && !tally.isFull && !signal.aborted
    },
    get isFinished() {
      return isFinished
    },
    startFile() {
      const file = todo.shift()
      if (file === undefined) return
      const one: Promise<void> = transfer(file).then(() => {
        transfers.delete(one)
        return afterFile()
      })
      transfers.add(one)
    },
    watch: bringer.watch,
    reading: () => tally.reading(transfers.size),
    async stop() {
      stop.abort()
      await Promise.all(transfers)
      end()
    },
  }
}

function toFailure(error: unknown, url: string): BackgroundFetchFailure {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
  return { reason: isFull ? 'quota-exceeded' : 'fetch-error', httpStatus: null, url }
}
