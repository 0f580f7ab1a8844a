import type { Reading } from '../adapter.js'
import { finishAttempt, type Outcome } from '../settlement/finish.js'
import { FencedError } from '../store/bytes.js'
import type { BackgroundFetchFailure } from '../types.js'
import type { Claim } from './claims.js'
import type { Arrival } from './landing.js'
import { NO_ROOM } from './room.js'
import type { RunInit } from './runnerInit.js'
import { runReading } from './runReading.js'
import { transferOne } from './transferOne.js'
import type { TransferProgress, Waiting } from './transfer/types.js'

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
export async function createRun(id: string, init: RunInit): Promise<Run | null> {
  const { journal } = init
  const job = await journal.job(id)
  if (!job || job.attempt.ending || job.fetch.state.status !== 'pending') return null
  const { attempt, files } = job.attempt
  const staged = await journal.staged(id, attempt)
  const stagedFiles = new Set(staged.map(({ file }) => file))
  const todo = files.filter((file) => !stagedFiles.has(file))
  const readPartials = async () =>
    new Map(
      (await journal.partials(id))
        .filter(({ generation }) => generation === job.fetch.generation)
        .map((row) => [row.file, row]),
    )
  const partials = await readPartials()
  const land = init.landings.of(job)
  const progress = new Map<number, TransferProgress>(
    // Files that are whole already, so that the bar begins where it was.
    staged.map(({ file, size, isRestarted = false }) => [
      file,
      { downloaded: size ?? 0, uploaded: 0, total: size, isRestarted },
    ]),
  )
  /** Bytes that came here, of all its files. */
  let come = 0
  const waiting = new Map<number, Waiting>()
  /** Files that wait for room on the disk: while one does no other is begun. */
  const full = new Set<number>()
  const failures: BackgroundFetchFailure[] = []
  // What a transfer gives up has been tried for long enough; what breaks on the way may go better the next time.
  let isFinal = true
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, init.signal])
  /** Files on their way, until they count; and the requests among them, those before their turn included. */
  const transfers = new Set<Promise<void>>()
  let requests = 0
  let phase: 'transferring' | 'verifying' = 'transferring'
  let filesCompleted = staged.length
  let isFinished = false
  let isWatched = false
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })

  /** Does what writes to the disk, and again where that was full, once there is room. */
  const whileRoom = <Result>(file: number, work: (claim: Claim) => Promise<Result>) =>
    init.room.keep(work, {
      signal,
      failsWhenFull: job.fetch.retry.failsWhenFull,
      onFull(isFull) {
        if (isFull) full.add(file)
        else full.delete(file)
        if (isFull) waiting.set(file, NO_ROOM)
        else waiting.delete(file)
        init.onChange()
        init.onFree()
      },
    })

  const finish = async () => {
    phase = 'verifying'
    init.onChange()
    const uploaded = [...progress.values()].reduce((sum, file) => sum + file.uploaded, 0)
    const [failure] = failures
    const outcome: Outcome = failure
      ? { type: 'fail', reason: failure.reason, failures, uploaded, isFinal, epoch: init.epoch }
      : { type: 'success', uploaded, epoch: init.epoch }
    await whileRoom(ENDING, () => finishAttempt(job, outcome, init))
    isFinished = true
  }

  /** A request begins. Returns what to call when it has ended. */
  const beginRequest = () => {
    requests++
    return () => {
      requests--
      if (!signal.aborted) init.onFree()
    }
  }

  const receive = async (file: number, claim: Claim, known: typeof partials) => {
    const endRequest = beginRequest()
    try {
      return await transferOne({ job, file, begun: known.get(file) }, init, {
        signal: claim.signal,
        isStopped: () => signal.aborted,
        takeSlot: () => (init.hasSlot(requests) ? beginRequest() : null),
        onExpected: claim.expect,
        onProgress(next) {
          come += next.downloaded - (progress.get(file)?.downloaded ?? 0)
          progress.set(file, next)
          // Many small files fill a disk as a large one does.
          claim.moved(come, next.total && next.total - next.downloaded)
          init.onChange()
        },
        onWaiting(next) {
          if (next) waiting.set(file, next)
          else waiting.delete(file)
          init.onChange()
        },
        isWatched: () => isWatched,
      })
    } finally {
      waiting.delete(file)
      endRequest()
    }
  }

  /** A file until it counts, or why it does not. What a full disk had no room for is not fetched twice. */
  const bringHome = async (file: number): Promise<BackgroundFetchFailure | null> => {
    let arrival: Arrival | undefined
    let isFirst = true
    return whileRoom(file, async (claim) => {
      if (!arrival) {
        // What was noted before it had to wait is to be gone on with.
        const known = isFirst ? partials : await readPartials()
        isFirst = false
        const received = await receive(file, claim, known)
        if (!received.done) return received.failure
        arrival = received.arrival
      }
      // The next request is on its way while this file is made safe.
      return land(arrival)
    })
  }

  const transfer = async (file: number) => {
    try {
      const failure = await bringHome(file)
      if (failure) failures.push(failure)
      else filesCompleted++
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

  const finishOrTell = async () => {
    try {
      await finish()
    } catch (error) {
      // Whoever leads now ends it.
      if (!(error instanceof FencedError) && !signal.aborted) init.onError(error)
    }
    end()
  }

  /** Files may come to rest together: the last of them ends the run, and nobody before it. */
  const afterFile = async () => {
    if (signal.aborted) return transfers.size === 0 ? end() : undefined
    if (transfers.size === 0 && todo.length === 0) return finishOrTell()
    return init.onFree()
  }

  const startFile = () => {
    const file = todo.shift()
    if (file === undefined) return
    const one: Promise<void> = transfer(file).then(() => {
      transfers.delete(one)
      return afterFile()
    })
    transfers.add(one)
  }

  // Everything came home before, but nobody was there to end it.
  if (todo.length === 0) void finishOrTell()

  return {
    attempt,
    over,
    get active() {
      return requests
    },
    get hasWork() {
      return todo.length > 0 && full.size === 0 && !signal.aborted
    },
    get isFinished() {
      return isFinished
    },
    startFile,
    watch() {
      isWatched = true
    },
    reading: () => runReading(job, { phase, progress, waiting, filesCompleted, active: transfers.size }),
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
